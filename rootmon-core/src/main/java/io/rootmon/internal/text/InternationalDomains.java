package io.rootmon.internal.text;

import java.net.IDN;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Internationalized domain names in the form that DNS, TLS and SES understand: {@code
 * bücher.example} becomes {@code xn--bcher-kva.example}.
 */
public final class InternationalDomains {
  private static final Pattern URL_HOST =
      Pattern.compile("(?i)^(https?://(?:[^/?#@]*@)?)([^/?#@:\\[\\]]+)(.*)$", Pattern.DOTALL);

  private InternationalDomains() {}

  /** Returns the domain in ASCII. A string that is not a domain name is returned unchanged. */
  public static String ascii(String domain) {
    if (isAscii(domain)) {
      return domain;
    }
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      return domain;
    }
  }

  /** Returns a URL whose host is in ASCII. */
  public static String url(String url) {
    if (isAscii(url)) {
      return url;
    }
    Matcher parts = URL_HOST.matcher(url);
    return parts.matches() ? parts.group(1) + ascii(parts.group(2)) + parts.group(3) : url;
  }

  /** Returns whether the text contains only ASCII characters. */
  public static boolean isAscii(String text) {
    return text.chars().allMatch(it -> it < 0x80);
  }
}
