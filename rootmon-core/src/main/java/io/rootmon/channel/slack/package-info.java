/** Slack: Block Kit within its limits. */
@NullMarked
package io.rootmon.channel.slack;

import org.jspecify.annotations.NullMarked;
