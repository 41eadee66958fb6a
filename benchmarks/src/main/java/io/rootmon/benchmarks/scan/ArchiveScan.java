package io.rootmon.benchmarks.scan;

import io.rootmon.benchmarks.Row;
import io.rootmon.benchmarks.Suite;
import io.rootmon.benchmarks.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Compares {@code rootmon scan} on an archive with decompression alone, and with tools that answer
 * the simplest question about root. {@code ROOTMON_ARCHIVE} names a folder with a real archive.
 */
public final class ArchiveScan implements Suite {
  private static final double GIGABYTE = 1e9;
  private static final double MEGABYTE = 1e6;
  private static final int MORE = 4;

  @Override
  public void run(Consumer<Row> rows, boolean quick) throws Exception {
    Path home = Path.of(System.getProperty("rootmon.home", ".")).toAbsolutePath();
    Use.of(List.of(home.resolve("rootmon").toString(), "rules")); // builds if necessary
    int cores = Runtime.getRuntime().availableProcessors();
    Course rootmon = new Course(Reader.rootmon(home));
    Course one = new Course(Reader.zcat());
    Course all = new Course(Reader.zcats(cores));
    try (Archive archive = Archive.make()) {
      int copies = (int) Math.ceil((quick ? 0.1 : 1) * GIGABYTE / archive.bytes());
      archive.grow(copies);
      double megabytes = copies * archive.bytes() / MEGABYTE;
      for (int i = -1; i < (quick ? 1 : 5); i++) {
        for (Course course : List.of(rootmon, one, all)) {
          Use use = course.reader().read(archive.folder());
          if (i >= 0) { // the first run of each fills the file cache
            course.uses().add(use);
          }
        }
      }
      String scan = words(megabytes);
      Use own = rootmon.middle();
      Use zcat = one.middle();
      double throughput = megabytes / own.wallSeconds();
      String core = scan + ": throughput a core, beside zcat's on one";
      rows.accept(
          Row.atLeastTimes(0.8, core, throughput / cores, "MB/s", megabytes / zcat.wallSeconds()));
      rows.accept(
          Row.noted(scan + ": CPU, beside zcat's", own.cpuSeconds(), "s", zcat.cpuSeconds()));
      String beside = scan + ": throughput, beside ";
      double zcats = megabytes / all.middle().wallSeconds();
      rows.accept(Row.noted(beside + all.reader().name(), throughput, "MB/s", zcats));
      for (Reader reader : List.of(Reader.jq(), Reader.duckdb())) {
        rows.accept(
            reader.isThere()
                ? Row.noted(
                    beside + reader.name(),
                    throughput,
                    "MB/s",
                    megabytes / reader.read(archive.folder()).wallSeconds())
                : Row.absent(beside + reader.name()));
      }
      rows.accept(Row.atMost(200, scan + ": peak memory", own.peakMegabytes(), "MB"));
      archive.grow(MORE * copies);
      Use large = rootmon.reader().read(archive.folder());
      String more = words(MORE * megabytes);
      rows.accept(Row.atMost(200, more + ": peak memory", large.peakMegabytes(), "MB"));
      double again = MORE * megabytes / large.wallSeconds();
      rows.accept(
          Row.noted(more + ": throughput, beside the smaller's", again, "MB/s", throughput));
    }
  }

  private static String words(double megabytes) {
    return String.format(
        Locale.ROOT,
        "scan, %.2f GB%s",
        megabytes / 1_000,
        Archive.isSynthetic() ? "" : " of one's own");
  }

  /** A tool with its measurements. */
  private record Course(Reader reader, List<Use> uses) {
    Course(Reader reader) {
      this(reader, new ArrayList<>());
    }

    Use middle() {
      return Use.middle(uses);
    }
  }
}
