/** The interfaces for authors of channels. */
@NullMarked
package io.rootmon.channel;

import org.jspecify.annotations.NullMarked;
