/**
 * Prepares the function before its first event: start-up in parallel, and priming before a
 * SnapStart snapshot.
 */
@NullMarked
package io.rootmon.lambda.priming;

import org.jspecify.annotations.NullMarked;
