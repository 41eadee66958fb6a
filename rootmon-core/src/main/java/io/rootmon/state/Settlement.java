package io.rootmon.state;

import io.rootmon.text.SafeText;

/**
 * How a delivery ended, for good.
 *
 * @param detail the far end's reference to the message, or why it was refused
 */
public record Settlement(End end, String detail) {
  /** The longest detail that a store keeps, in characters. */
  public static final int LONGEST_DETAIL = 1_000;

  /** One of two ends. */
  public enum End {
    DELIVERED,
    REFUSED
  }

  public static Settlement delivered(String reference) {
    return new Settlement(End.DELIVERED, reference);
  }

  public static Settlement refused(String problem) {
    return new Settlement(End.REFUSED, problem);
  }

  /** As a store keeps it. */
  public Settlement bounded() {
    return new Settlement(end, SafeText.cut(detail, LONGEST_DETAIL));
  }
}
