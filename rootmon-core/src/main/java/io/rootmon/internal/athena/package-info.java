/** Reads the records that may concern root from a CloudTrail table in Amazon Athena. */
@NullMarked
package io.rootmon.internal.athena;

import org.jspecify.annotations.NullMarked;
