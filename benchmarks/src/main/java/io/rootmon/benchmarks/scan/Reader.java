package io.rootmon.benchmarks.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A way to read an archive whole: its command, which gets the archive's folder as its last word. */
record Reader(String name, List<String> command) {
  private static final String FILES = "find \"$0\" -name '*.json.gz' -print0 | ";

  static Reader rootmon(Path home) {
    return new Reader("rootmon scan", List.of(home.resolve("rootmon").toString(), "scan"));
  }

  static Reader zcat() {
    return shell("zcat on one core", FILES + "xargs -0 zcat > /dev/null");
  }

  static Reader zcats(int cores) {
    return shell("zcat on all cores", FILES + "xargs -0 -n 500 -P " + cores + " zcat > /dev/null");
  }

  static Reader jq() {
    return shell(
        "zcat piped to jq",
        FILES
            + "xargs -0 zcat | jq -c '.Records[] | select(.userIdentity.type == \"Root\")"
            + " | .eventID' > /dev/null");
  }

  static Reader duckdb() {
    return shell(
        "DuckDB",
        "duckdb -c \"select count(*) from (select unnest(Records) as r from"
            + " read_json('$0/**/*.json.gz')) where r.userIdentity.type = 'Root'\" > /dev/null");
  }

  private static Reader shell(String name, String line) {
    return new Reader(name, List.of("bash", "-o", "pipefail", "-c", line));
  }

  static boolean isThere(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("bash", "-c", "command -v \"$0\" > /dev/null", program)
            .start()
            .waitFor()
        == 0;
  }

  Use read(Path archive) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.add(archive.toString());
    return Use.of(all);
  }
}
