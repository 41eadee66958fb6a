package io.rootmon.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;

/**
 * Finds the published pages about the rules. Their address is one property, {@code rulePages} in
 * {@code documentation.properties}; without a value, alerts link to AWS's pages.
 */
final class RulePages {
  /** The end of a page's address, after the rule's id. */
  static final String SUFFIX = ".html";

  private static final String RESOURCE = "documentation.properties";

  private RulePages() {}

  static Optional<URI> published() {
    return Holder.PAGES;
  }

  /** Reads the property with the first factory. */
  private static final class Holder {
    static final Optional<URI> PAGES = read();

    private static Optional<URI> read() {
      Properties properties = new Properties();
      try (InputStream in = RulePages.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("resource: expected " + RESOURCE + " but was none");
        }
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Optional.ofNullable(properties.getProperty("rulePages"))
          .map(String::strip)
          .filter(it -> !it.isEmpty())
          .map(URI::create);
    }
  }
}
