/** E-mail as the bytes that travel, for every channel that sends or keeps mail. */
@NullMarked
package io.rootmon.channel.mail;

import org.jspecify.annotations.NullMarked;
