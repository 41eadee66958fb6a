import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A step of the build, run from source: makes the archive of the command line with a Java of its
 * own. {@code layout} links the runtime, lays out the folder and makes the class cache; {@code
 * archive} packs it.
 */
final class Dist {
  /** Of the LTS whose caches hold classes already loaded and linked (JEP 483, 514). */
  private static final int JAVA = 25;

  /**
   * What {@code jdeps --print-module-deps} finds, without the modules of optional parts that
   * nothing of rootmon reaches, tried by the training run and by every command in {@code .ci/run}.
   */
  private static final String MODULES =
      "java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.sql,"
          + "java.xml,jdk.unsupported";

  /** A cache remembers its jar's time. */
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private Dist() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      // A cache holds its class path as it was given: absolute, as the command has it.
      case "layout" ->
          layout(
              Path.of(args[1]).toAbsolutePath(),
              Path.of(args[2]).toAbsolutePath(),
              Path.of(args[3]).toAbsolutePath());
      case "archive" -> archive(Path.of(args[1]).toAbsolutePath());
      default ->
          throw new IllegalArgumentException("step: expected layout or archive but was " + args[0]);
    }
  }

  /** The jar, the module's folder, and the folder to make. */
  private static void layout(Path jar, Path module, Path home) throws Exception {
    delete(home);
    Path lib = Files.createDirectories(home.resolve("lib"));
    Path bin = Files.createDirectories(home.resolve("bin"));
    run(
        jdk().resolve("bin/jlink").toString(),
        "--add-modules",
        MODULES,
        "--no-header-files",
        "--no-man-pages",
        // A third of it; rootmon's own stack traces keep their lines.
        "--strip-java-debug-attributes",
        // Windows, fonts and sounds: of the module only java.beans is used.
        "--exclude-files=/java.desktop/**",
        "--output",
        home.resolve("runtime").toString());
    Path root = module.resolve("..").normalize();
    copy(jar, lib.resolve("rootmon.jar"));
    copy(module.resolve("src/dist/options"), lib.resolve("options"));
    copy(module.resolve("src/dist/rootmon"), bin.resolve("rootmon"));
    copy(root.resolve("LICENSE"), home.resolve("LICENSE"));
    copy(root.resolve("NOTICE"), home.resolve("NOTICE"));
    copy(root.resolve("THIRD-PARTY.txt"), home.resolve("THIRD-PARTY.txt"));
    copyAll(module.resolve("target/man"), home.resolve("share/man/man1"));
    train(home, root.resolve("examples"), module.resolve("target/dist-training"));
    completion(home, "bash", "share/bash-completion/completions/rootmon");
    completion(home, "zsh", "share/zsh/site-functions/_rootmon");
  }

  private static void train(Path home, Path examples, Path work) throws Exception {
    delete(work);
    Files.createDirectories(work);
    Path cache = home.resolve("lib/rootmon.aot");
    Path log = work.resolve("log");
    Process java =
        new ProcessBuilder(
                home.resolve("runtime/bin/java").toString(),
                "@" + home.resolve("lib/options"),
                "-XX:AOTCacheOutput=" + cache,
                "-cp",
                home.resolve("lib/rootmon.jar").toString(),
                "io.rootmon.cli.CacheTrainer",
                examples.resolve("root-console-login.json").toString(),
                examples.resolve("archive").toString(),
                examples.resolve("rootmon-channels.json").toString(),
                work.resolve("outbox").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (java.waitFor() != 0 || !Files.exists(cache)) {
      throw new IOException("training: expected a class cache but:\n" + Files.readString(log));
    }
  }

  private static void completion(Path home, String shell, String file) throws Exception {
    Path target = home.resolve(file);
    Files.createDirectories(target.getParent());
    Process rootmon =
        new ProcessBuilder(home.resolve("bin/rootmon").toString(), "completion", shell)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(target.toFile())
            .start();
    if (rootmon.waitFor() != 0 || Files.size(target) == 0) {
      throw new IOException("rootmon completion " + shell + ": expected a script");
    }
  }

  /** The same bytes from the same folder, where tar is GNU's. */
  private static void archive(Path home) throws Exception {
    Path archive = home.resolveSibling(home.getFileName() + ".tar.gz");
    List<String> command = new ArrayList<>(List.of("tar"));
    if (output("tar", "--version").contains("GNU")) {
      command.addAll(
          List.of(
              "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@1767225600"));
    }
    command.addAll(
        List.of(
            "-czf",
            archive.toString(),
            "-C",
            home.getParent().toString(),
            home.getFileName().toString()));
    run(command.toArray(String[]::new));
    System.out.printf(
        Locale.ROOT, "%s: %,d bytes%n", archive.getFileName(), Files.size(archive));
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

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    Files.setLastModifiedTime(to, TIME);
  }

  /** Nothing where there is no such folder. */
  private static void copyAll(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return said;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().directory(new File(".")).start().waitFor();
    if (code != 0) {
      throw new IOException(command[0] + ": expected it to succeed but its exit code was " + code);
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
