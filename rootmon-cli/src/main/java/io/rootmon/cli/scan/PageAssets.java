package io.rootmon.cli.scan;

import io.rootmon.internal.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Loads the page's template, style and script. Style and script are embedded in the page. */
public final class PageAssets {
  public static final String TEMPLATE = "scan/page.html.ftl";
  private static final String FOLDER = "/io/rootmon/templates/scan/";

  private PageAssets() {}

  public static String styleHash() {
    return hash("style.css");
  }

  public static String scriptHash() {
    return hash("script.js");
  }

  /**
   * Returns the digest as a <a
   * href="https://www.w3.org/TR/CSP3/#grammardef-hash-source">hash-source</a>.
   */
  private static String hash(String name) {
    try (InputStream file = PageAssets.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new IllegalStateException(FOLDER + name + ": expected in the jar but there is none");
      }
      // Browsers normalize every line break to this one.
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
      byte[] digest = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
