/**
 * Jira Service Management Operations, which takes the place of Opsgenie: an alert there for each
 * incident here, acknowledged by a response and closed by the report.
 */
@NullMarked
package io.rootmon.channel.jsm;

import org.jspecify.annotations.NullMarked;
