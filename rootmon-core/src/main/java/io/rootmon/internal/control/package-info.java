/** Parses the queue messages for rootmon itself. */
@NullMarked
package io.rootmon.internal.control;

import org.jspecify.annotations.NullMarked;
