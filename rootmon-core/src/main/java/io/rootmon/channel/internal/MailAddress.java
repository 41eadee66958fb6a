package io.rootmon.channel.internal;

import io.rootmon.internal.text.InternationalDomains;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks and encodes email addresses with or without a display name. The display name is encoded by
 * <a href="https://www.rfc-editor.org/rfc/rfc2047">RFC 2047</a> and the domain by IDNA, as <a
 * href="https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html">SES
 * requires</a>.
 */
public final class MailAddress {
  private MailAddress() {}

  /**
   * Checks a setting.
   *
   * @throws IllegalArgumentException if it is not an email address; the message contains field and
   *     value
   */
  public static void check(String field, String value) {
    parse(field, value);
  }

  /**
   * Returns the address in ASCII, with its display name encoded.
   *
   * @throws IllegalArgumentException if it is not an email address; the message contains field and
   *     value
   */
  public static String ascii(String field, String value) {
    return parse(field, value).toString();
  }

  static InternetAddress parse(String field, String value) {
    try {
      InternetAddress address = new InternetAddress(withAsciiDomain(field, value), true);
      String name = address.getPersonal();
      if (name != null) {
        address.setPersonal(name, StandardCharsets.UTF_8.name());
      }
      return address;
    } catch (AddressException e) {
      throw new IllegalArgumentException(
          field + ": must be an email address but is '" + value + "'", e);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException(e); // every Java platform has UTF-8
    }
  }

  private static String withAsciiDomain(String field, String value) {
    int at = value.lastIndexOf('@');
    if (at < 0) {
      return value;
    }
    int end = value.indexOf('>', at);
    int stop = end < 0 ? value.length() : end;
    int start = Math.max(value.lastIndexOf('<', at), value.lastIndexOf(' ', at)) + 1;
    if (!InternationalDomains.isAscii(value.substring(start, at))) {
      throw new IllegalArgumentException(
          field
              + ": must be ASCII before the @, since SES supports nothing else, but is '"
              + value
              + "'");
    }
    String domain = InternationalDomains.ascii(value.substring(at + 1, stop).strip());
    return value.substring(0, at + 1) + domain + value.substring(stop);
  }
}
