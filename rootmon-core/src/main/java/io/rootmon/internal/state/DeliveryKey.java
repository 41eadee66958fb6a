package io.rootmon.internal.state;

import org.jspecify.annotations.Nullable;

/**
 * One alert in one channel.
 *
 * @param alert the subject of the alert, such as an event's id
 */
public record DeliveryKey(String alert, String channel) {
  // Written out: the generated methods spin classes, a millisecond each in a cold start.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeliveryKey it && alert.equals(it.alert) && channel.equals(it.channel);
  }

  @Override
  public int hashCode() {
    return 31 * alert.hashCode() + channel.hashCode();
  }
}
