/** The function, its zip as a real process, and the far ends that a test needs for both. */
@NullMarked
package io.rootmon.lambda;

import org.jspecify.annotations.NullMarked;
