package io.rootmon.channel;

import io.rootmon.internal.text.SafeText;

/**
 * The remote service's confirmation of an alert.
 *
 * @param reference the service's id of the message, such as the SNS message id or Slack's {@code
 *     ts}; without an id, the text of its response
 */
public record Receipt(String reference) {
  private static final int MAX_LENGTH = 300;

  public Receipt {
    reference = SafeText.line(reference, MAX_LENGTH);
  }
}
