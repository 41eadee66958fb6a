/** The queue messages for rootmon itself, and their parser. */
@NullMarked
package io.rootmon.control;

import org.jspecify.annotations.NullMarked;
