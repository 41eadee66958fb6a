package io.rootmon.benchmarks.scan;

import io.rootmon.benchmarks.Use;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A tool that reads a whole archive.
 *
 * @param program the program that must be installed
 * @param command the command, to which the archive's folder is appended
 */
record Reader(String name, String program, List<String> command) {
  private static final String FILES = "find \"$0\" -name '*.json.gz' -print0 | ";

  static Reader rootmon(Path home) {
    String launcher = home.resolve("rootmon").toString();
    return new Reader("rootmon scan", launcher, List.of(launcher, "scan"));
  }

  static Reader zcat() {
    return shell("zcat on one core", "zcat", FILES + "xargs -0 zcat > /dev/null");
  }

  static Reader zcats(int cores) {
    String line = FILES + "xargs -0 -n 500 -P " + cores + " zcat > /dev/null";
    return shell("zcat on all cores", "zcat", line);
  }

  static Reader jq() {
    String roots = ".Records[] | select(.userIdentity.type == \"Root\") | .eventID";
    String line = FILES + "xargs -0 zcat | jq -c '" + roots + "' > /dev/null";
    return shell("zcat piped to jq", "jq", line);
  }

  /** Runs in a separate process, on all cores. */
  static Reader duckdb() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jars = System.getProperty("java.class.path");
    return new Reader("DuckDB", java, List.of(java, "-cp", jars, DuckDb.class.getName()));
  }

  private static Reader shell(String name, String program, String line) {
    return new Reader(name, program, List.of("bash", "-o", "pipefail", "-c", line));
  }

  boolean isThere() throws IOException, InterruptedException {
    String line = "command -v \"$0\" > /dev/null";
    return new ProcessBuilder("bash", "-c", line, program).start().waitFor() == 0;
  }

  Use read(Path archive) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.add(archive.toString());
    return Use.of(all);
  }
}
