package io.rootmon.secret;

import io.rootmon.internal.text.InternationalDomains;

/**
 * A token, key or address that only its recipient may read. Its {@code toString} is {@code ***}.
 */
public record Secret(String value) {
  public Secret {
    // A value that was pasted into a file or a console often ends in a line break.
    value = value.strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("secret: must not be empty");
    }
    // The secret may be the address of a webhook.
    value = InternationalDomains.url(value);
    // HTTP libraries quote the value of a header that they reject.
    if (!value.matches("[!-~]+")) {
      throw new IllegalArgumentException(
          "secret: must be printable ASCII without spaces but contains another character");
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
