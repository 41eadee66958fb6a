package io.rootmon.internal.state;

import io.rootmon.internal.text.SafeText;

/**
 * A finished delivery.
 *
 * @param reference the remote service's id of the message, or the text of its response
 */
public record DeliveryRecord(String reference) {
  /** The maximum length of a stored reference, in characters. */
  public static final int MAX_LENGTH = 1_000;

  public static DeliveryRecord delivered(String reference) {
    return new DeliveryRecord(reference);
  }

  /** Returns the record with a reference of at most the maximum length. */
  public DeliveryRecord bounded() {
    return new DeliveryRecord(SafeText.cut(reference, MAX_LENGTH));
  }
}
