/** The outbox: messages as files, for review before any message is sent. */
@NullMarked
package io.rootmon.channel.outbox;

import org.jspecify.annotations.NullMarked;
