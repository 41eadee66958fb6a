package io.rootmon.benchmarks.scan;

import io.rootmon.benchmarks.Mix;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Creates an archive of many copies of CloudTrail files. Copies are hard links: the content is the
 * same, and the speed of the disk is not measured.
 *
 * @param bytes the decompressed size of one copy
 */
record Archive(Path folder, long bytes) implements AutoCloseable {
  private static final String OWN = "ROOTMON_ARCHIVE";
  private static final String FIRST = "copy-0";
  private static final int SYNTHETIC_FILES = 1_000;
  private static final int LARGEST_FILE = 400;

  /**
   * Creates one copy of the folder that the environment's {@value #OWN} names, or of a generated
   * one.
   */
  static Archive make() throws IOException {
    Path folder = Files.createTempDirectory("rootmon-archive");
    Path first = Files.createDirectory(folder.resolve(FIRST));
    String own = System.getenv().getOrDefault(OWN, "");
    if (own.isBlank()) {
      synthesize(first);
    } else {
      copy(Path.of(own), first);
    }
    long bytes = 0;
    for (Path file : files(first)) {
      bytes += inflated(file);
    }
    return new Archive(folder, bytes);
  }

  static boolean isSynthetic() {
    return System.getenv().getOrDefault(OWN, "").isBlank();
  }

  /** Creates many small files and few large ones, as CloudTrail writes them. */
  private static void synthesize(Path to) throws IOException {
    Mix mix = new Mix();
    Random random = new Random(11);
    for (int i = 0; i < SYNTHETIC_FILES; i++) {
      double share = Math.pow(random.nextDouble(), 6);
      Path file = to.resolve("111122223333_CloudTrail_us-east-1_" + i + ".json.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        int records = 1 + (int) (share * LARGEST_FILE);
        out.write(mix.file(records).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(".json.gz")).sorted().toList();
    }
  }

  private static long inflated(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Adds copies until there is this number of them. */
  void grow(int copies) throws IOException {
    Path first = folder.resolve(FIRST);
    List<Path> files = files(first);
    for (int number = 1; number < copies; number++) {
      Path next = folder.resolve("copy-" + number);
      if (Files.notExists(next)) {
        for (Path file : files) {
          Path link = next.resolve(first.relativize(file).toString());
          Files.createDirectories(link.getParent());
          Files.createLink(link, file);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
