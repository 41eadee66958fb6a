/** The line as a Lambda function: a queue's batch in, a batch response out. */
@NullMarked
package io.rootmon.lambda;

import org.jspecify.annotations.NullMarked;
