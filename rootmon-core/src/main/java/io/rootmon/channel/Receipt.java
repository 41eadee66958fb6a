package io.rootmon.channel;

import io.rootmon.text.SafeText;

/**
 * What the far end said when it took an alert.
 *
 * @param reference its own name for the message, such as SNS's message id or Slack's {@code ts};
 *     what it said where it gives none
 */
public record Receipt(String reference) {
  private static final int MAX_LENGTH = 300;

  public Receipt {
    reference = SafeText.line(reference, MAX_LENGTH);
  }
}
