/** The state in one DynamoDB table, which all workers share. */
@NullMarked
package io.rootmon.state.dynamodb;

import org.jspecify.annotations.NullMarked;
