/**
 * Microsoft Teams: Adaptive Cards through a webhook of the Workflows app.
 *
 * <p>The webhook accepts <a
 * href="https://learn.microsoft.com/en-us/connectors/teams/#microsoft-teams-webhook">a message with
 * attachments</a>. It returns no message id, so rootmon can neither edit a card nor reply in its
 * thread. Each alert and each incident report is a separate message.
 */
@NullMarked
package io.rootmon.channel.teams;

import org.jspecify.annotations.NullMarked;
