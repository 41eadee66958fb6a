package io.rootmon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of {@code docs} that a test generates. {@code -Drootmon.golden=write} writes it. */
public final class GeneratedPage {
  public static final Path DOCS = Path.of("..", "docs");

  private GeneratedPage() {}

  /** Asserts that a file of {@code docs} has this content. */
  public static void assertIsCurrent(String name, String content) throws IOException {
    Path file = DOCS.resolve(name);
    if (writes()) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }
    assertThat(file).as("run with -Drootmon.golden=write").exists();
    assertThat(Files.readString(file)).as(name).isEqualTo(content);
  }

  /** Asserts that a file of {@code docs} has this content between the two marks of that name. */
  public static void assertPartIsCurrent(String name, String mark, String content)
      throws IOException {
    String page = Files.readString(DOCS.resolve(name));
    String start = "<!-- generated: " + mark + " -->\n";
    String end = "<!-- end: " + mark + " -->\n";
    int from = page.indexOf(start);
    int to = page.indexOf(end);
    assertThat(from).as(name + ": " + start).isNotNegative().isLessThan(to);
    assertIsCurrent(
        name,
        page.substring(0, from + start.length()) + "\n" + content + "\n" + page.substring(to));
  }

  private static boolean writes() {
    return "write".equals(System.getProperty("rootmon.golden"));
  }

  /** Returns a string for a cell of a table. */
  public static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace('\n', ' ').strip();
  }
}
