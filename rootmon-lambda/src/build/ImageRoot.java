import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A step of the build, run from source: lays out the root folder of a container image without a
 * base image. It contains a program with its own Java, the shared libraries of glibc that this Java
 * is linked with, the certificates of public authorities, and no shell.
 *
 * <p>The libraries are those of the system that runs the build, because the class cache was made
 * with them. Their licence is beside them.
 */
final class ImageRoot {
  /** A class cache stores the modification time of its jar. */
  private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  /** Lines of ldd: {@code libc.so.6 => /lib/libc.so.6 (0x…)}, {@code /lib64/ld.so (0x…)}. */
  private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x");

  private static final Pattern MISSING = Pattern.compile("(\\S+) => not found");

  /** Debian and Ubuntu, then Fedora and Amazon Linux. */
  private static final List<String> LIBRARY_LICENCES =
      List.of("/usr/share/doc/libc6/copyright", "/usr/share/licenses/glibc/COPYING.LIB");

  private static final List<String> COMMON_LICENCES =
      List.of("/usr/share/common-licenses/LGPL-2.1", "/usr/share/licenses/glibc/LICENSES");

  /** AWS's native HTTP client reads the first of them that exists. */
  private static final List<String> CERTIFICATES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem");

  /** With the C locale alone, Java could not open a file whose name is not ASCII. */
  private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8");

  private ImageRoot() {}

  /** The program's folder, its path in the image, the root folder to make, and empty folders. */
  public static void main(String[] args) throws Exception {
    Path program = Path.of(args[0]).toAbsolutePath();
    Path root = Path.of(args[2]).toAbsolutePath();
    delete(root);
    Path home = root.resolve(args[1].substring(1));
    copyTree(program, home);
    for (String library : libraries(home)) {
      copy(Path.of(library).toRealPath(), root.resolve(library.substring(1)));
    }
    if (!Files.isDirectory(LOCALE)) {
      throw new IOException(LOCALE + ": expected the locale C.UTF-8 but there is none");
    }
    copyTree(LOCALE, root.resolve(LOCALE.toString().substring(1)));
    copyFirst(LIBRARY_LICENCES, root, "usr/share/doc/glibc/copyright");
    copyFirst(COMMON_LICENCES, root, "usr/share/doc/glibc/LGPL-2.1");
    copyFirst(CERTIFICATES, root, "etc/ssl/certs/ca-certificates.crt");
    write(
        root.resolve("usr/share/doc/glibc/SOURCE"),
        "The shared libraries in /lib and /lib64 are unchanged files of "
            + system()
            + ". That distribution provides their source.\n");
    write(root.resolve("etc/passwd"), "root:x:0:0::/:\nrootmon:x:65532:65532::/home/rootmon:\n");
    write(root.resolve("etc/group"), "root:x:0:\nrootmon:x:65532:\n");
    write(root.resolve("etc/nsswitch.conf"), "hosts: files dns\n");
    Files.createDirectories(root.resolve("tmp"));
    for (String folder : List.of(args).subList(3, args.length)) {
      Files.createDirectories(root.resolve(folder.substring(1)));
    }
    try (Stream<Path> files = Files.walk(root)) {
      long size = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
      System.out.printf(Locale.ROOT, "%s: %,d bytes%n", root, size);
    }
  }

  /** Returns the paths of the libraries outside of the folder, the loader among them. */
  private static TreeSet<String> libraries(Path home) throws IOException, InterruptedException {
    List<Path> binaries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (isElf(file)) {
          binaries.add(file);
        }
      }
    }
    TreeSet<String> libraries = new TreeSet<>();
    for (Path binary : binaries) {
      String linked = output("ldd", binary.toString());
      Matcher missing = MISSING.matcher(linked);
      while (missing.find()) {
        // The JVM has loaded its own library before one that is linked with it.
        if (!missing.group(1).equals("libjvm.so")) {
          throw new IOException(binary + ": expected " + missing.group(1) + " but there is none");
        }
      }
      Matcher library = LIBRARY.matcher(linked);
      while (library.find()) {
        if (!Path.of(library.group(1)).startsWith(home)
            && !Path.of(library.group(1)).normalize().startsWith(home)) {
          libraries.add(library.group(1));
        }
      }
    }
    return libraries;
  }

  private static boolean isElf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(4), new byte[] {0x7f, 'E', 'L', 'F'});
    }
  }

  /** Returns the distribution that the libraries come from, with their package's version. */
  private static String system() throws IOException {
    for (String line : Files.readAllLines(Path.of("/etc/os-release"))) {
      if (line.startsWith("PRETTY_NAME=")) {
        return line.substring("PRETTY_NAME=".length()).replace("\"", "");
      }
    }
    throw new IOException("/etc/os-release: expected PRETTY_NAME but there is none");
  }

  /** Copies a tree. A module's licence that links to that of another module is left out. */
  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!Files.isSymbolicLink(file)) {
          copy(file, target);
        }
      }
    }
  }

  private static void copyFirst(List<String> places, Path root, String target) throws IOException {
    for (String place : places) {
      if (Files.isRegularFile(Path.of(place))) {
        copy(Path.of(place).toRealPath(), root.resolve(target));
        return;
      }
    }
    throw new IOException(target + ": expected one of " + places + " but there is none");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    Files.setLastModifiedTime(to, TIME);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, TIME);
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
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
