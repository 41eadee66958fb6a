/** The state in one DynamoDB table, which all workers share. */
@NullMarked
package io.rootmon.internal.state.dynamodb;

import org.jspecify.annotations.NullMarked;
