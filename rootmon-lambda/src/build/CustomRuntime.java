import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The two ends of the custom runtime's build, run from source: {@code link} lays out what goes into
 * {@code /var/task}, but for the cache; {@code zip} pairs jar and cache and packs all. Between them
 * the cache is made by a training run.
 */
final class CustomRuntime {
  /** Of the LTS whose caches hold classes already loaded and linked (JEP 483, 514). */
  private static final int JAVA = 25;

  /**
   * What {@code jdeps --print-module-deps} finds, without the modules of optional parts that
   * nothing of rootmon reaches, tried by the training run and the tests.
   */
  private static final String MODULES =
      // java.rmi: a class of FreeMarker's that the cache could not hold without it.
      // java.net.http: the workflow status in Security Hub is set by PATCH.
      "java.base,java.desktop,java.logging,java.naming,java.net.http,java.rmi,java.sql,java.xml,jdk.unsupported";

  /** The packages of java.desktop that FreeMarker and the email library use, and their parts. */
  private static final Set<String> USED =
      Set.of(
          "com/sun/beans",
          "java/awt",
          "java/awt/datatransfer",
          "java/awt/event",
          "java/beans",
          "java/beans/beancontext",
          "javax/swing/tree", // what FreeMarker's elements are
          "sun/awt",
          "sun/awt/datatransfer",
          "sun/datatransfer");

  private static final String PROVIDER = "security.provider.";

  private static final Map<String, String> CRT = Map.of("x86_64", "x86_64", "arm64", "armv8");
  private static final Map<String, String> CLIENT = Map.of("x86_64", "x86_64", "arm64", "aarch_64");

  /** The same each time: a cache remembers its jar's time. */
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  /**
   * The part of a jar's end that identifies it: the checksums of its last entries, the length of
   * its directory, and the digest of all. The whole directory has more than 1 MB, which a start
   * needs 5 ms to read.
   */
  private static final int END = 65_536;

  /** Longer than the header of a cache, which begins it. */
  private static final int HEADER = 65_536;

  private CustomRuntime() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "link" -> link(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]), Path.of(args[4]));
      case "zip" -> zip(Path.of(args[1]), Path.of(args[2]), args[3]);
      default ->
          throw new IllegalArgumentException("step: expected link or zip but was " + args[0]);
    }
  }

  private static void link(Path task, Path jar, Path sources, Path jars) throws Exception {
    delete(task);
    Path lib = Files.createDirectories(task.resolve("lib"));
    Path jdk = jdk();
    run(
        jdk.resolve("bin/jlink").toString(),
        "--add-modules",
        MODULES,
        "--no-header-files",
        "--no-man-pages",
        // A third of it; rootmon's own stack traces keep their lines.
        "--strip-java-debug-attributes",
        // Nothing draws, prints or plays.
        "--exclude-files=/java.desktop/**",
        "--exclude-resources=@" + unused(jdk, Files.createTempFile("unused", ".txt")),
        "--output",
        task.resolve("jre").toString());
    delete(task.resolve("jre/legal")); // links to one another, which a zip would multiply
    signersFirst(task.resolve("jre/conf/security/java.security"));
    Files.copy(jar, lib.resolve("rootmon.jar"));
    Files.setLastModifiedTime(lib.resolve("rootmon.jar"), TIME);
    Files.copy(
        sources.resolve("bootstrap"),
        task.resolve("bootstrap"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(sources.resolve("options"), lib.resolve("options"));
    String arch = architecture();
    extract(
        jars.resolve("aws-crt.jar"),
        "linux/" + CRT.get(arch) + "/glibc/libaws-crt-jni.so",
        lib.resolve("libaws-crt-jni.so"));
    extract(
        jars.resolve("aws-lambda-java-runtime-interface-client.jar"),
        "jni/libaws-lambda-jni.linux-" + CLIENT.get(arch) + ".so",
        lib.resolve("libaws-lambda-jni.so"));
  }

  /**
   * Asks SunJCE, which makes AWS's signatures, before the providers of key pairs: each that is
   * asked has to be set up. No algorithm of the ones it overtakes is its own.
   */
  private static void signersFirst(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    List<String> names = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(PROVIDER)) {
        names.add(line.substring(line.indexOf('=') + 1));
      }
    }
    if (!names.remove("SunJCE")) {
      throw new IOException(file + ": expected a provider SunJCE but was " + names);
    }
    names.add(1, "SunJCE");
    int next = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(PROVIDER)) {
        lines.set(i, PROVIDER + (next + 1) + "=" + names.get(next));
        next++;
      }
    }
    Files.write(file, lines, StandardCharsets.ISO_8859_1);
  }

  /** As Lambda calls them. */
  private static String architecture() {
    String arch = System.getProperty("os.arch");
    return switch (arch) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64" -> "arm64";
      default ->
          throw new IllegalStateException("os.arch: expected amd64 or aarch64 but was " + arch);
    };
  }

  /** {@code JAVA25_HOME}, the JDK that runs this, or one beside it. */
  private static Path jdk() throws IOException {
    List<Path> places = new ArrayList<>();
    Optional.ofNullable(System.getenv("JAVA25_HOME")).map(Path::of).ifPresent(places::add);
    Path running = Path.of(System.getProperty("java.home")).toRealPath();
    places.add(running);
    try (Stream<Path> beside = Files.list(running.getParent())) {
      beside.sorted().forEach(places::add);
    }
    for (Path place : places) {
      if (Files.isExecutable(place.resolve("bin/jlink")) && version(place).startsWith(JAVA + ".")) {
        return place;
      }
    }
    throw new IllegalStateException(
        "JAVA25_HOME: expected a JDK of Java "
            + JAVA
            + ", or one beside the running one, but there is none in "
            + places);
  }

  private static String version(Path home) throws IOException {
    Properties release = new Properties();
    if (Files.isReadable(home.resolve("release"))) {
      try (InputStream in = Files.newInputStream(home.resolve("release"))) {
        release.load(in);
      }
    }
    return release.getProperty("JAVA_VERSION", "").replace("\"", "") + ".";
  }

  private static void extract(Path jar, String entry, Path file) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(entry))) {
      Files.copy(in, file);
    }
  }

  private static void zip(Path task, Path folder, String version) throws Exception {
    Files.writeString(task.resolve("lib/pair"), pair(task.resolve("lib")) + "\n");
    Path zip =
        folder.resolve("rootmon-lambda-custom-runtime-" + version + "-" + architecture() + ".zip");
    Files.deleteIfExists(zip);
    Map<String, String> options = Map.of("create", "true", "enablePosixFileAttributes", "true");
    try (FileSystem target = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), options);
        Stream<Path> files = Files.walk(task)) {
      for (Path file : (Iterable<Path>) files.filter(it -> !it.equals(task)).sorted()::iterator) {
        Path entry = target.getPath("/" + task.relativize(file));
        Files.copy(file, entry);
        boolean runs = Files.isDirectory(file) || Files.isExecutable(file);
        Files.setPosixFilePermissions(
            entry, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
        Files.setLastModifiedTime(entry, TIME);
      }
    }
    System.out.printf(Locale.ROOT, "%s: %,d bytes%n", zip.getFileName(), Files.size(zip));
  }

  /**
   * Returns the length of the end of the jar, the length of the header of the cache, and the digest
   * of both.
   */
  private static String pair(Path lib) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Path jar = lib.resolve("rootmon.jar");
    try (InputStream in = Files.newInputStream(jar);
        InputStream cache = Files.newInputStream(lib.resolve("rootmon.aot"))) {
      in.skipNBytes(Files.size(jar) - END);
      digest.update(in.readNBytes(END));
      digest.update(cache.readNBytes(HEADER));
    }
    return END + " " + HEADER + " " + HexFormat.of().formatHex(digest.digest());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(command[0] + ": expected it to succeed but its exit code was " + code);
    }
  }

  /**
   * Writes the classes of java.desktop that rootmon does not use to a file. One class stays in each
   * package, because jlink refuses a module that lacks one of its packages.
   */
  private static Path unused(Path jdk, Path file) throws IOException {
    List<String> unused = new ArrayList<>();
    try (FileSystem image =
        FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", jdk.toString()))) {
      Path module = image.getPath("modules", "java.desktop");
      Map<String, List<Path>> packages;
      try (Stream<Path> classes = Files.walk(module)) {
        packages =
            classes
                .filter(it -> it.toString().endsWith(".class"))
                .filter(it -> it.getNameCount() > module.getNameCount() + 1)
                .collect(
                    Collectors.groupingBy(
                        it -> module.relativize(it.getParent()).toString(),
                        TreeMap::new,
                        Collectors.toList()));
      }
      for (Map.Entry<String, List<Path>> entry : packages.entrySet()) {
        if (USED.stream().noneMatch(it -> isIn(entry.getKey(), it))) {
          List<Path> classes = entry.getValue();
          classes.sort(Comparator.comparingLong(CustomRuntime::size).thenComparing(Path::toString));
          classes.stream()
              .skip(1)
              .map(it -> "/java.desktop/" + module.relativize(it))
              .forEach(unused::add);
        }
      }
    }
    return Files.write(file, unused);
  }

  private static boolean isIn(String name, String used) {
    return name.equals(used) || used.startsWith("com/") && name.startsWith(used + "/");
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
