/** Compares CloudTrail's log files with the events that EventBridge delivered. */
@NullMarked
package io.rootmon.internal.witness;

import org.jspecify.annotations.NullMarked;
