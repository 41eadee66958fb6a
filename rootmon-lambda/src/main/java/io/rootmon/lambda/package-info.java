/**
 * The pipeline as a Lambda function: it receives a batch of a queue and returns a partial batch
 * response.
 */
@NullMarked
package io.rootmon.lambda;

import org.jspecify.annotations.NullMarked;
