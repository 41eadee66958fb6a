/** Amazon SNS: messages with a subject and plain text. */
@NullMarked
package io.rootmon.channel.sns;

import org.jspecify.annotations.NullMarked;
