/** The interfaces for a channel author. */
@NullMarked
package io.rootmon.channel;

import org.jspecify.annotations.NullMarked;
