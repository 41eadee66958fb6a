/** Incident timers as delayed SQS messages. */
@NullMarked
package io.rootmon.incident.sqs;

import org.jspecify.annotations.NullMarked;
