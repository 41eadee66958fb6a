/** The messages that the Slack channel sends, and the interactions that Slack sends back. */
@NullMarked
package io.rootmon.internal.channel.slack;

import org.jspecify.annotations.NullMarked;
