package io.rootmon.state;

import io.rootmon.text.SafeText;

/**
 * A delivery that is done, for good.
 *
 * @param reference the far end's own name for the message, or what it said
 */
public record Settlement(String reference) {
  /** The longest reference that a store keeps, in characters. */
  public static final int LONGEST = 1_000;

  public static Settlement delivered(String reference) {
    return new Settlement(reference);
  }

  /** As a store keeps it. */
  public Settlement bounded() {
    return new Settlement(SafeText.cut(reference, LONGEST));
  }
}
