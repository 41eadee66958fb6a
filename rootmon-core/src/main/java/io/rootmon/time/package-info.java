/** The time limit of an operation. */
@NullMarked
package io.rootmon.time;

import org.jspecify.annotations.NullMarked;
