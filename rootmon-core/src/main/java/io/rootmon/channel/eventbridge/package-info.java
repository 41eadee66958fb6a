/**
 * Amazon EventBridge: the documents of findings, incidents and reports as events on a bus of the
 * user's, from where rules pass them to API destinations, Firehose, Step Functions and more.
 */
@NullMarked
package io.rootmon.channel.eventbridge;

import org.jspecify.annotations.NullMarked;
