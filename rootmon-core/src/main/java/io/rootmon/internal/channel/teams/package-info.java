/** The Adaptive Card that the Teams channel sends. */
@NullMarked
package io.rootmon.internal.channel.teams;

import org.jspecify.annotations.NullMarked;
