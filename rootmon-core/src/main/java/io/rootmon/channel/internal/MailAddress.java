package io.rootmon.channel.internal;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** An e-mail address as a person writes it, with or without a name. */
public final class MailAddress {
  private MailAddress() {}

  /**
   * Checks a setting.
   *
   * @throws IllegalArgumentException naming the field and the value, if it is no address
   */
  public static void check(String field, String value) {
    parse(field, value);
  }

  static InternetAddress parse(String field, String value) {
    try {
      return new InternetAddress(value, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException(
          field + ": expected an e-mail address but was '" + value + "'", e);
    }
  }
}
