package io.rootmon.internal.incident;

import io.rootmon.internal.text.SafeText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program of a caller without its version. */
record UserAgentFamily(String name) {
  private static final int MAX_LENGTH = 40;
  private static final Pattern PRODUCT = Pattern.compile("\\[?([^/\\s\\]]*)");

  /**
   * Returns the family, from the <a
   * href="https://www.rfc-editor.org/rfc/rfc9110#section-10.1.5">first product</a>.
   */
  static Optional<UserAgentFamily> of(String userAgent) {
    Matcher first = PRODUCT.matcher(userAgent.strip());
    String product = first.lookingAt() ? first.group(1).toLowerCase(Locale.ROOT) : "";
    if (product.isEmpty()) {
      return Optional.empty();
    }
    String name = product.equals("mozilla") ? "a browser" : product;
    return Optional.of(new UserAgentFamily(SafeText.line(name, MAX_LENGTH)));
  }
}
