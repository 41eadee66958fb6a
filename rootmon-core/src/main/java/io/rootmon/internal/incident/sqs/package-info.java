/** Incident timers as delayed SQS messages. */
@NullMarked
package io.rootmon.internal.incident.sqs;

import org.jspecify.annotations.NullMarked;
