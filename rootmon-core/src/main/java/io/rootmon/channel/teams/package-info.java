/**
 * Microsoft Teams: an Adaptive Card through a webhook of the Workflows app.
 *
 * <p>The webhook accepts <a
 * href="https://learn.microsoft.com/en-us/connectors/teams/#microsoft-teams-webhook">a message with
 * attachments</a>. It returns no id of the message, so a card cannot be edited, and a reply in its
 * thread is not possible: each alert and the report of an incident are messages of their own.
 */
@NullMarked
package io.rootmon.channel.teams;

import org.jspecify.annotations.NullMarked;
