/** The email that the SES channel sends. */
@NullMarked
package io.rootmon.internal.channel.ses;

import org.jspecify.annotations.NullMarked;
