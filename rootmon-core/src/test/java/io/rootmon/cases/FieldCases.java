package io.rootmon.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What people feed such tools, with what is expected of each file: synthetic copies of reports. */
public final class FieldCases {
  private static final Path FOLDER =
      Path.of("..", "rootmon-core", "src", "test", "resources", "field-cases");

  /**
   * A file and what is expected of it.
   *
   * @param isExpectedNow false where the rules that judge it are not there yet
   */
  public record FieldCase(String name, String expected, boolean isExpectedNow) {
    public Path file() {
      return FOLDER.resolve(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private FieldCases() {}

  /** All cases, in the order of their table. */
  public static List<FieldCase> all() {
    try {
      return Files.readAllLines(FOLDER.resolve("expected.tsv")).stream()
          .map(it -> it.split("\t", 3))
          .map(it -> new FieldCase(it[1], it[2], it[0].equals("now")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints a row of the table: case, expected, got. */
  public static void print(FieldCase row, String got) {
    System.out.println("field case: " + row.name() + " | " + row.expected() + " | " + got);
  }
}
