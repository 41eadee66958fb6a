/**
 * Any program that takes signed JSON over https.
 *
 * <p>The body is a <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">
 * CloudEvents 1.0</a> envelope of type {@code io.rootmon.alert}, whose {@code data} is the alert as
 * {@link io.rootmon.message.MessageJson} writes it. A receiver takes the header {@code
 * Rootmon-Timestamp} (seconds since 1970), a full stop and the body's bytes as they came, makes
 * their HMAC-SHA256 with the key, and compares it, in constant time, with the hexadecimal digits
 * after {@code v1=} in {@code Rootmon-Signature}; it refuses a timestamp more than five minutes
 * off, so that nobody can send an old alert again. An alert sent twice has the same {@code id}.
 */
@NullMarked
package io.rootmon.channel.webhook;

import org.jspecify.annotations.NullMarked;
