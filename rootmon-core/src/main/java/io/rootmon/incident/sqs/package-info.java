/** Timers as delayed messages of SQS. */
@NullMarked
package io.rootmon.incident.sqs;

import org.jspecify.annotations.NullMarked;
