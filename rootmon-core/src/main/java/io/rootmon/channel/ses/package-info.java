/** Amazon SES: HTML email with a plain text alternative. */
@NullMarked
package io.rootmon.channel.ses;

import org.jspecify.annotations.NullMarked;
