/**
 * Jira Service Management Operations, the successor of Opsgenie. Each incident is one alert in Jira
 * Service Management. A response acknowledges the alert, and the incident report closes it.
 */
@NullMarked
package io.rootmon.channel.jsm;

import org.jspecify.annotations.NullMarked;
