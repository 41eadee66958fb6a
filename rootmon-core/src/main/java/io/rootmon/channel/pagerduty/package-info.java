/** The PagerDuty Events API: each alert is an event of its incident. */
@NullMarked
package io.rootmon.channel.pagerduty;

import org.jspecify.annotations.NullMarked;
