/** The messages that the SNS channel publishes. */
@NullMarked
package io.rootmon.internal.channel.sns;

import org.jspecify.annotations.NullMarked;
