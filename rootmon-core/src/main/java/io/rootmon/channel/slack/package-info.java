/** Slack: messages in Block Kit, threads and response buttons. */
@NullMarked
package io.rootmon.channel.slack;

import org.jspecify.annotations.NullMarked;
