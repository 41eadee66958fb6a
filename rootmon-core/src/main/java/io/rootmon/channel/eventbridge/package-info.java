/**
 * Amazon EventBridge: findings, incidents and reports as events on the user's event bus. The user's
 * rules pass them to API destinations, Firehose, Step Functions and other targets.
 */
@NullMarked
package io.rootmon.channel.eventbridge;

import org.jspecify.annotations.NullMarked;
