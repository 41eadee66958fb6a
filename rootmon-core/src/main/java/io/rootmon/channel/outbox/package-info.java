/** Messages as files, for a look at them before anything is sent. */
@NullMarked
package io.rootmon.channel.outbox;

import org.jspecify.annotations.NullMarked;
