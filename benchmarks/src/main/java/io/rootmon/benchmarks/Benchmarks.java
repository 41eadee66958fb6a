package io.rootmon.benchmarks;

import io.rootmon.benchmarks.cold.Burst;
import io.rootmon.benchmarks.cold.ColdStart;
import io.rootmon.benchmarks.cold.Restore;
import io.rootmon.benchmarks.explain.Explain;
import io.rootmon.benchmarks.growth.Growth;
import io.rootmon.benchmarks.scan.ArchiveScan;
import io.rootmon.benchmarks.warm.Warm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs suites and prints one table of their rows. If the system property {@code rootmon.rows} names
 * a file, each row is also written to it as a line of JSON.
 */
final class Benchmarks {
  private static final Map<String, Suite> SUITES = new LinkedHashMap<>();

  static {
    SUITES.put("cold", new ColdStart());
    SUITES.put("restore", new Restore());
    SUITES.put("burst", new Burst());
    SUITES.put("warm", new Warm());
    SUITES.put("explain", new Explain());
    SUITES.put("scan", new ArchiveScan());
    SUITES.put("growth", new Growth());
  }

  private Benchmarks() {}

  /** Runs the named suites, or all without a name; {@code --quick} uses few runs. */
  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean quick = names.remove("--quick");
    for (String name : names) {
      if (!SUITES.containsKey(name)) {
        System.err.println("benchmarks: expected of " + SUITES.keySet() + " but was " + name);
        System.exit(2);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (String name : names.isEmpty() ? List.copyOf(SUITES.keySet()) : names) {
      Objects.requireNonNull(SUITES.get(name))
          .run(
              row -> {
                rows.add(row);
                note(row);
              },
              quick);
    }
    System.out.println(new Table(rows).text());
  }

  private static void note(Row row) {
    Path file = Path.of(System.getProperty("rootmon.rows", "rows.jsonl"));
    try {
      Files.writeString(
          file,
          row.json() + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
