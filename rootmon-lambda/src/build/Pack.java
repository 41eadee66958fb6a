import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Steps of the build, run from source: {@code jdk} writes this JDK's own classes as a jar, since
 * ProGuard wants them and a JDK may come without its {@code jmods}; {@code zip} makes Lambda's zip
 * of a jar, the same bytes from the same jar, prints its size and SHA-256, and writes the latter
 * beside it for {@code sha256sum -c}; {@code jar} makes the jar in it alone.
 *
 * <p>The zip holds one jar in {@code lib/}, stored, not deflated: it is deflated once as a whole,
 * which is smaller, and a class is loaded without inflating it.
 */
final class Pack {
  /** Zip's own time has no zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final String JAR = "lib/rootmon.jar";

  private Pack() {}

  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "jdk" -> jdk(Path.of(args[1]));
      case "zip" -> zip(Path.of(args[1]), Path.of(args[2]));
      case "jar" -> Files.write(Path.of(args[2]), stored(contents(Path.of(args[1]))));
      default ->
          throw new IllegalArgumentException("step: expected jdk, zip or jar but was " + args[0]);
    }
  }

  private static void jdk(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (String module :
          new String[] {
            "java.base",
            "java.logging",
            "java.xml",
            "java.desktop",
            "java.naming",
            "java.sql",
            "java.security.sasl",
            "java.security.jgss",
            "java.management",
            "java.datatransfer"
          }) {
        Path root = image.getPath("modules", module);
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : (Iterable<Path>) files.filter(Pack::isClass)::iterator) {
            zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
            Files.copy(file, zip);
            zip.closeEntry();
          }
        }
      }
    }
  }

  private static boolean isClass(Path file) {
    String path = file.toString();
    return path.endsWith(".class") && !path.endsWith("module-info.class");
  }

  private static void zip(Path jar, Path zip) throws IOException {
    byte[] inner = stored(contents(jar));
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream outer = new ZipOutputStream(out)) {
      outer.setLevel(Deflater.BEST_COMPRESSION);
      ZipEntry entry = new ZipEntry(JAR);
      entry.setTimeLocal(TIME);
      outer.putNextEntry(entry);
      outer.write(inner);
      outer.closeEntry();
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %,d bytes, unpacked %,d%n",
        zip.getFileName(),
        Files.size(zip),
        inner.length);
    String sum = sha256(zip);
    System.out.printf(Locale.ROOT, "%s: SHA-256 %s%n", zip.getFileName(), sum);
    Files.writeString(
        zip.resolveSibling(zip.getFileName() + ".sha256"), sum + "  " + zip.getFileName() + "\n");
    largest(contents(jar));
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** Sorted by name; what only builds and IDEs read is left out. */
  private static Map<String, byte[]> contents(Path jar) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (ZipFile in = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) in.stream().map(ZipEntry.class::cast)::iterator) {
        if (!entry.isDirectory() && isOfUse(entry.getName())) {
          try (InputStream content = in.getInputStream(entry)) {
            if (contents.put(entry.getName(), content.readAllBytes()) != null) {
              throw new IOException(entry.getName() + ": expected it once but it is there twice");
            }
          }
        }
      }
    }
    return contents;
  }

  private static boolean isOfUse(String name) {
    return !(name.endsWith("module-info.class")
        || name.startsWith("META-INF/maven/")
        || name.startsWith("META-INF/proguard/")
        || name.startsWith("META-INF/native-image/")
        || name.startsWith("META-INF/com.android.tools/")
        || name.endsWith(".kotlin_module")
        || name.endsWith(".kotlin_builtins")
        || name.matches("META-INF/[^/]+\\.(SF|DSA|RSA|EC)"));
  }

  private static byte[] stored(Map<String, byte[]> contents) throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> content : contents.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(content.getValue());
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setTimeLocal(TIME);
        entry.setSize(content.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
    }
    return jar.toByteArray();
  }

  /** Prints what is large, so that nobody has to ask why the zip is. */
  private static void largest(Map<String, byte[]> contents) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    contents.forEach((name, bytes) -> sizes.merge(folder(name), deflated(bytes), Long::sum));
    sizes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(10)
        .forEach(it -> System.out.printf(Locale.ROOT, "%,12d %s%n", it.getValue(), it.getKey()));
  }

  private static String folder(String name) {
    String[] parts = name.split("/", -1);
    int depth = name.startsWith("software/amazon/awssdk/services/") ? 5 : 3;
    return String.join("/", Arrays.copyOf(parts, Math.max(1, Math.min(depth, parts.length - 1))));
  }

  private static long deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] buffer = new byte[8_192];
    while (!deflater.finished()) {
      deflater.deflate(buffer);
    }
    long length = deflater.getBytesWritten();
    deflater.end();
    return length;
  }
}
