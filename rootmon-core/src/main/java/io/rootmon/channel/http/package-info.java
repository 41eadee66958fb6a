/** What HTTP's answers mean for a delivery, the same for every far end that speaks it. */
@NullMarked
package io.rootmon.channel.http;

import org.jspecify.annotations.NullMarked;
