/** Runs the function against a queue, endpoints and a store that fail as the real ones do. */
@NullMarked
package io.rootmon.lambda.drill;

import org.jspecify.annotations.NullMarked;
