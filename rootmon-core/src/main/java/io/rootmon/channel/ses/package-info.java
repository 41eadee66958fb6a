/** Amazon SES: HTML mail with its plain text. */
@NullMarked
package io.rootmon.channel.ses;

import org.jspecify.annotations.NullMarked;
