/**
 * Webhooks: signed JSON over https.
 *
 * <p>The body is a <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">
 * CloudEvents 1.0</a> envelope of type {@code io.rootmon.alert}. Its {@code data} is the alert as
 * {@link io.rootmon.internal.message.MessageJson} writes it.
 *
 * <p>To verify a request, a receiver concatenates the header {@code Rootmon-Timestamp} (seconds
 * since 1970), a full stop and the bytes of the body, and calculates their HMAC-SHA256 with the
 * key. It compares the result in constant time with the hexadecimal digits after {@code v1=} in the
 * header {@code Rootmon-Signature}. It rejects a timestamp that differs from its clock by more than
 * five minutes, so that an attacker cannot replay an old alert. An alert that is sent twice has the
 * same {@code id}.
 */
@NullMarked
package io.rootmon.channel.webhook;

import org.jspecify.annotations.NullMarked;
