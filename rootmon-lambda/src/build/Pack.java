import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final String CLASS = ".class";
  private static final String SERVICES = "software/amazon/awssdk/services/";
  private static final Pattern SERVICE_CLASS =
      Pattern.compile("software[/.]amazon[/.]awssdk[/.]services[/.][\\w/.$]+");

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
    String sum = HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(zip)));
    System.out.printf(Locale.ROOT, "%s: SHA-256 %s%n", zip.getFileName(), sum);
    Files.writeString(
        zip.resolveSibling(zip.getFileName() + ".sha256"), sum + "  " + zip.getFileName() + "\n");
    largest(contents(jar));
  }

  private static String digest(Map<String, byte[]> contents) {
    MessageDigest digest = sha256();
    contents.forEach(
        (name, content) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update(content);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
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
    contents.keySet().retainAll(reachable(contents));
    return contents;
  }

  /**
   * Returns the names without the classes of AWS services that no other class mentions. ProGuard
   * keeps all requests and responses of a service if one of them is built through the interface
   * that all their builders implement, although it removed the operations that use them.
   */
  private static Set<String> reachable(Map<String, byte[]> contents) throws IOException {
    Set<String> reached = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>();
    for (String name : contents.keySet()) {
      if (!name.startsWith(SERVICES) || !name.endsWith(CLASS)) {
        reached.add(name);
        next.add(name);
      }
    }
    while (!next.isEmpty()) {
      String name = next.remove();
      byte[] content = contents.get(name);
      for (String text :
          name.endsWith(CLASS) ? ClassReferences.of(content) : Set.of(text(content))) {
        Matcher mentioned = SERVICE_CLASS.matcher(text);
        while (mentioned.find()) {
          String other = mentioned.group().replace('.', '/') + CLASS;
          if (contents.containsKey(other) && reached.add(other)) {
            next.add(other);
          }
        }
      }
    }
    return reached;
  }

  /** Lists of class names in META-INF and elsewhere are ASCII. */
  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
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
      // The bootstrap of the custom runtime identifies the jar by its end.
      zip.setComment(digest(contents));
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

/**
 * The classes that a class needs to run: its supertypes, those in the descriptors of its members,
 * those of the members that it uses, and those that its instructions name. Attributes that only
 * reflection and compilers read, such as {@code InnerClasses} and {@code Signature}, are ignored.
 *
 * <p>The format: <a href="https://docs.oracle.com/javase/specs/jvms/se25/html/jvms-4.html">JVM
 * Specification, chapter 4</a>.
 */
final class ClassReferences {
  private static final int WIDE = 196;

  /** The length of each instruction with its operands; 0 if it varies, and of unused opcodes. */
  private static final byte[] LENGTHS = new byte[256];

  static {
    lengths(0, 201, 1);
    lengths(16, 16, 2);
    lengths(17, 17, 3);
    lengths(18, 18, 2);
    lengths(19, 20, 3);
    lengths(21, 25, 2);
    lengths(54, 58, 2);
    lengths(132, 132, 3);
    lengths(153, 168, 3);
    lengths(169, 169, 2);
    lengths(170, 171, 0);
    lengths(178, 184, 3);
    lengths(185, 186, 5);
    lengths(187, 187, 3);
    lengths(188, 188, 2);
    lengths(189, 189, 3);
    lengths(192, 193, 3);
    lengths(WIDE, WIDE, 0);
    lengths(197, 197, 4);
    lengths(198, 199, 3);
    lengths(200, 201, 5);
  }

  private final Set<String> texts = new TreeSet<>();
  private final DataInputStream in;
  private final Object[] constants;

  private ClassReferences(byte[] content) throws IOException {
    in = new DataInputStream(new ByteArrayInputStream(content));
    in.skipNBytes(8);
    constants = new Object[in.readUnsignedShort()];
  }

  /** Returns names and descriptors, in which the classes are named. */
  static Set<String> of(byte[] content) throws IOException {
    ClassReferences references = new ClassReferences(content);
    references.readConstants();
    references.readClass();
    return references.texts;
  }

  private static void lengths(int from, int to, int length) {
    for (int opcode = from; opcode <= to; opcode++) {
      LENGTHS[opcode] = (byte) length;
    }
  }

  /** Texts become strings, and the index of a class's name an {@link Integer}. */
  private void readConstants() throws IOException {
    int[] descriptors = new int[constants.length];
    int found = 0;
    int[] members = new int[constants.length];
    int used = 0;
    for (int index = 1; index < constants.length; index++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> constants[index] = in.readUTF();
        case 7 -> constants[index] = in.readUnsignedShort();
        case 16 -> descriptors[found++] = in.readUnsignedShort();
        case 8, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        // A reference to a member: its class is not read yet.
        case 9, 10, 11 -> {
          members[used++] = in.readUnsignedShort();
          in.skipNBytes(2);
        }
        case 12 -> {
          in.skipNBytes(2);
          descriptors[found++] = in.readUnsignedShort();
        }
        case 3, 4, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          index++; // each takes two entries
        }
        default -> throw new IOException("constant pool: expected a known tag but was " + tag);
      }
    }
    for (int at = 0; at < found; at++) {
      text(descriptors[at]);
    }
    for (int at = 0; at < used; at++) {
      type(members[at]);
    }
  }

  private void readClass() throws IOException {
    in.skipNBytes(2);
    type(in.readUnsignedShort());
    type(in.readUnsignedShort());
    each(it -> type(in.readUnsignedShort()));
    readMembers();
    readMembers();
    readAttributes();
  }

  private void readMembers() throws IOException {
    each(
        it -> {
          in.skipNBytes(4);
          text(in.readUnsignedShort());
          readAttributes();
        });
  }

  private void readAttributes() throws IOException {
    each(
        it -> {
          Object name = constants[in.readUnsignedShort()];
          int length = in.readInt();
          if ("Code".equals(name)) {
            in.skipNBytes(4);
            readInstructions(in.readNBytes(in.readInt()));
            each(
                handler -> {
                  in.skipNBytes(6);
                  type(in.readUnsignedShort());
                });
            readAttributes();
          } else {
            in.skipNBytes(length);
          }
        });
  }

  private void readInstructions(byte[] code) throws IOException {
    int at = 0;
    while (at < code.length) {
      int opcode = code[at] & 0xff;
      switch (opcode) {
        case 18 -> type(code[at + 1] & 0xff);
        case 19, 187, 189, 192, 193, 197 -> type(unsignedShort(code, at + 1));
        default -> {}
      }
      at += length(code, at, opcode);
    }
  }

  private static int length(byte[] code, int at, int opcode) throws IOException {
    int padded = (at + 4) & ~3;
    int length =
        switch (opcode) {
          case 170 ->
              padded + 12 + 4 * (integer(code, padded + 8) - integer(code, padded + 4) + 1) - at;
          case 171 -> padded + 8 + 8 * integer(code, padded + 4) - at;
          case WIDE -> (code[at + 1] & 0xff) == 132 ? 6 : 4;
          default -> LENGTHS[opcode];
        };
    if (length <= 0) {
      throw new IOException("instruction: expected a known opcode but was " + opcode);
    }
    return length;
  }

  private static int unsignedShort(byte[] code, int at) {
    return (code[at] & 0xff) << 8 | code[at + 1] & 0xff;
  }

  private static int integer(byte[] code, int at) {
    return unsignedShort(code, at) << 16 | unsignedShort(code, at + 2);
  }

  private void type(int index) {
    if (constants[index] instanceof Integer name) {
      text(name);
    }
  }

  private void text(int index) {
    if (constants[index] instanceof String text) {
      texts.add(text);
    }
  }

  /** Reads a count, and as many items. */
  private void each(Item item) throws IOException {
    int count = in.readUnsignedShort();
    for (int at = 0; at < count; at++) {
      item.read(at);
    }
  }

  private interface Item {
    void read(int at) throws IOException;
  }
}
