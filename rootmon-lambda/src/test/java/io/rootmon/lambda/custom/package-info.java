/** HTTPS endpoints for the function, and tests of the function as a custom runtime. */
@NullMarked
package io.rootmon.lambda.custom;

import org.jspecify.annotations.NullMarked;
