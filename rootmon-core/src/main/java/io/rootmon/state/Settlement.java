package io.rootmon.state;

/**
 * How a delivery ended, for good.
 *
 * @param detail the far end's reference to the message, or why it was refused
 */
public record Settlement(End end, String detail) {
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
}
