/** PagerDuty's Events API: an alert there for each alert here. */
@NullMarked
package io.rootmon.channel.pagerduty;

import org.jspecify.annotations.NullMarked;
