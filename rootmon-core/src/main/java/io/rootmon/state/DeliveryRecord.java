package io.rootmon.state;

import io.rootmon.text.SafeText;

/**
 * A delivery that is done, for good.
 *
 * @param reference the far end's own name for the message, or what it said
 */
public record DeliveryRecord(String reference) {
  /** The longest reference that a store keeps, in characters. */
  public static final int MAX_LENGTH = 1_000;

  public static DeliveryRecord delivered(String reference) {
    return new DeliveryRecord(reference);
  }

  /** As a store keeps it. */
  public DeliveryRecord bounded() {
    return new DeliveryRecord(SafeText.cut(reference, MAX_LENGTH));
  }
}
