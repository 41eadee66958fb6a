package io.rootmon.channel.internal;

import io.rootmon.channel.DeliveryException;
import io.rootmon.internal.text.InternationalDomains;
import io.rootmon.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;

/** Parses the URL of an endpoint. It must be https, except on the loopback interface. */
public final class EndpointUrl {
  private static final String EXPECTED = "must be an https address with a host";

  private EndpointUrl() {}

  /** Parses an address that is a secret. A webhook's address authorizes its caller. */
  public static URI of(Secret address) throws DeliveryException {
    URI uri;
    try {
      uri = new URI(InternationalDomains.url(address.value()));
    } catch (URISyntaxException e) {
      // Without the cause, which quotes the address.
      throw DeliveryException.secretNotAccepted("address: " + EXPECTED + " but is none");
    }
    if (!isTrusted(uri)) {
      throw DeliveryException.secretNotAccepted("address: " + EXPECTED + " but is none");
    }
    return uri;
  }

  /**
   * Checks a setting.
   *
   * @throws IllegalArgumentException if the address is not valid; the message contains field and
   *     value without the password
   */
  public static void check(String field, URI address) {
    if (!isTrusted(address)) {
      throw new IllegalArgumentException(
          field + ": " + EXPECTED + " but is " + shown(address.toString()));
    }
  }

  /**
   * Parses a setting.
   *
   * @throws IllegalArgumentException if the address is not valid; the message contains field and
   *     value without the password
   */
  public static URI parse(String field, String address) {
    try {
      URI uri = new URI(InternationalDomains.url(address));
      check(field, uri);
      return uri;
    } catch (URISyntaxException e) {
      // Without the cause, which quotes the address.
      throw new IllegalArgumentException(field + ": " + EXPECTED + " but is " + shown(address));
    }
  }

  /**
   * Returns the address without the user information before an '@', which may contain a password.
   */
  private static String shown(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? address : "***" + address.substring(at);
  }

  private static boolean isTrusted(URI uri) {
    String host = uri.getHost();
    if (host == null || uri.getUserInfo() != null) {
      return false;
    }
    boolean local = host.matches("127(\\.\\d{1,3}){3}|localhost|\\[::1\\]");
    return "https".equals(uri.getScheme()) || (local && "http".equals(uri.getScheme()));
  }
}
