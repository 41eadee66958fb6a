/** Amazon SNS: a subject and plain text within its limits. */
@NullMarked
package io.rootmon.channel.sns;

import org.jspecify.annotations.NullMarked;
