package io.rootmon.benchmarks.scan;

import io.rootmon.benchmarks.Row;
import io.rootmon.benchmarks.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * {@code rootmon scan} on an archive beside what only inflates it, and what asks it the simplest
 * question about root. {@code ROOTMON_ARCHIVE} names a folder of one's own.
 */
public final class ArchiveScan implements Suite {
  private static final double GIGABYTE = 1e9;
  private static final double MEGABYTE = 1e6;
  private static final int MORE = 4;

  @Override
  public void run(Consumer<Row> rows, boolean quick) throws Exception {
    Path home = Path.of(System.getProperty("rootmon.home", ".")).toAbsolutePath();
    Reader rootmon = Reader.rootmon(home);
    Use.of(List.of(home.resolve("rootmon").toString(), "rules")); // builds where it must
    try (Archive archive = Archive.make()) {
      int copies = (int) Math.ceil((quick ? 0.1 : 1) * GIGABYTE / archive.bytes());
      archive.grow(copies);
      double megabytes = copies * archive.bytes() / MEGABYTE;
      int cores = Runtime.getRuntime().availableProcessors();
      Map<Reader, List<Use>> uses = new LinkedHashMap<>();
      for (Reader reader : readers(rootmon, cores, rows)) {
        uses.put(reader, new ArrayList<>());
      }
      for (int i = quick ? 0 : -1; i < (quick ? 1 : 5); i++) {
        for (Map.Entry<Reader, List<Use>> each : uses.entrySet()) {
          // The slow ones once: they are far off.
          boolean slow = each.getKey().name().contains("jq") || each.getKey().name().equals("DuckDB");
          if (i <= 0 || !slow) {
            Use use = each.getKey().read(archive.folder());
            if (i >= 0) {
              each.getValue().add(use);
            }
          }
        }
      }
      String size = size(archive, megabytes);
      Use own = Use.middle(Objects.requireNonNull(uses.get(rootmon)));
      compare(rows, size, megabytes, cores, own, uses);
      rows.accept(Row.atMost(200, "scan, " + size + ": peak memory", own.peakMegabytes(), "MB"));
      archive.grow(MORE * copies);
      Use large = rootmon.read(archive.folder());
      String more = "scan, " + size(archive, MORE * megabytes);
      rows.accept(Row.atMost(200, more + ": peak memory", large.peakMegabytes(), "MB"));
      rows.accept(
          Row.noted(
              more + ": throughput beside the smaller one's",
              MORE * megabytes / large.wallSeconds(),
              "MB/s",
              megabytes / own.wallSeconds()));
    }
  }

  private static String size(Archive archive, double megabytes) {
    String words = Archive.isSynthetic() ? "made up" : "given";
    return String.format(Locale.ROOT, "%.2f GB %s", megabytes / 1_000, words);
  }

  private static List<Reader> readers(Reader rootmon, int cores, Consumer<Row> rows)
      throws Exception {
    List<Reader> readers = new ArrayList<>(List.of(rootmon, Reader.zcat(), Reader.zcats(cores)));
    Map<String, Reader> tools = new LinkedHashMap<>();
    tools.put("jq", Reader.jq());
    tools.put("duckdb", Reader.duckdb());
    for (Map.Entry<String, Reader> tool : tools.entrySet()) {
      if (Reader.isThere(tool.getKey())) {
        readers.add(tool.getValue());
      } else {
        rows.accept(Row.absent("scan, throughput beside " + tool.getValue().name()));
      }
    }
    return readers;
  }

  private static void compare(
      Consumer<Row> rows,
      String size,
      double megabytes,
      int cores,
      Use own,
      Map<Reader, List<Use>> uses) {
    double throughput = megabytes / own.wallSeconds();
    uses.forEach(
        (reader, all) -> {
          Use other = Use.middle(all);
          double others = megabytes / other.wallSeconds();
          String words = "scan, " + size + ": throughput beside " + reader.name();
          if (reader.name().equals("zcat on one core")) {
            String each = "scan, " + size + ": throughput a core beside zcat's";
            rows.accept(Row.atLeastTimes(0.8, each, throughput / cores, "MB/s", others));
            rows.accept(
                Row.noted(
                    "scan, " + size + ": CPU beside zcat's", own.cpuSeconds(), "s", other.cpuSeconds()));
          } else if (!reader.name().equals("rootmon scan")) {
            rows.accept(Row.noted(words, throughput, "MB/s", others));
          }
        });
  }
}
