import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * A step of the build, run from source after ProGuard: writes a jar without the requests and
 * responses of AWS operations that nothing calls, and without the regions of AWS services that
 * nothing calls. ProGuard leaves out the operations themselves, but keeps these classes, because
 * each client lists them as nested classes of others.
 *
 * <p>A class of an AWS service's model stays if a class that stays refers to it in any other way.
 * The same jar gives the same bytes.
 */
final class PruneModels {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  /** Found by reference only: neither the SDK nor rootmon loads them by name. */
  private static final Pattern MODEL =
      Pattern.compile(
          "software/amazon/awssdk/services/\\w+/((\\w+/)?model/.*|paginators/.*|\\w+AsyncClient(\\$.*)?)\\.class"
              + "|software/amazon/awssdk/regions/servicemetadata/.*");

  /** Creates an object for each of about 400 services. */
  private static final String SERVICES =
      "software/amazon/awssdk/regions/GeneratedServiceMetadataProvider";

  private static final String METADATA = "software/amazon/awssdk/regions/ServiceMetadata";

  private static final Pattern BUILDER =
      Pattern.compile("software/amazon/awssdk/services/\\w+/Default\\w+BaseClientBuilder\\.class");

  /** What only builds, IDEs and other platforms read. */
  private static final Pattern USELESS =
      Pattern.compile(
          "(META-INF/versions/.*/|META-INF/)?module-info\\.class"
              + "|META-INF/(maven|proguard|native-image|com\\.android\\.tools)/.*"
              + "|.*\\.kotlin_(module|builtins|metadata)"
              // Native code of jline for systems that rootmon does not run on.
              + "|org/jline/nativ/(Windows|FreeBSD)/.*");

  /** They only cast each request to its own type, which loads it if there is one. */
  private static final Pattern CASTS =
      Pattern.compile(
          "software/amazon/awssdk/services/\\w+/endpoints/internal/\\w+Interceptor\\.class");

  private PruneModels() {}

  public static void main(String[] args) throws IOException {
    Map<String, byte[]> all = read(Path.of(args[0]));
    int before = all.size();
    all.put(SERVICES + ".class", services(all));
    Set<String> kept = reached(all);
    all.keySet().retainAll(kept);
    Path out = Path.of(args[1]);
    Files.createDirectories(out.getParent());
    write(all, out);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d bytes, %d of %d files%n",
        out.getFileName(),
        Files.size(out),
        kept.size(),
        before);
  }

  private static Map<String, byte[]> read(Path jar) throws IOException {
    Map<String, byte[]> all = new TreeMap<>();
    try (ZipFile in = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) in.stream().map(ZipEntry.class::cast)::iterator) {
        if (!entry.isDirectory() && !USELESS.matcher(entry.getName()).matches()) {
          try (InputStream content = in.getInputStream(entry)) {
            all.put(entry.getName(), content.readAllBytes());
          }
        }
      }
    }
    return all;
  }

  private static Set<String> reached(Map<String, byte[]> all) {
    Set<String> kept = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    for (String name : all.keySet()) {
      if (!MODEL.matcher(name).matches()) {
        kept.add(name);
        open.add(name);
      }
    }
    while (!open.isEmpty()) {
      String name = open.remove();
      if (name.endsWith(".class")) {
        for (String other : references(all.get(name))) {
          String file = other + ".class";
          boolean cast = CASTS.matcher(name).matches() && MODEL.matcher(file).matches();
          if (!cast && all.containsKey(file) && kept.add(file)) {
            open.add(file);
          }
        }
      }
    }
    return kept;
  }

  /**
   * Returns a class of the SDK with the same answers for the services whose clients are in the jar,
   * and none for others. The SDK treats those as services that it does not know.
   */
  private static byte[] services(Map<String, byte[]> all) throws IOException {
    Map<String, String> sdks = metadataClasses(all.get(SERVICES + ".class"));
    Map<String, String> chosen = new TreeMap<>();
    all.forEach(
        (file, bytes) -> {
          if (BUILDER.matcher(file).matches()) {
            String id = text(bytes, "serviceEndpointPrefix");
            if (sdks.containsKey(id)) {
              chosen.put(id, sdks.get(id));
            }
          }
        });
    if (!chosen.containsKey("sns") || !chosen.containsKey("s3")) {
      throw new IOException(SERVICES + ": expected the SDK's map of services but found " + chosen);
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V1_5,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        SERVICES,
        null,
        "java/lang/Object",
        new String[] {"software/amazon/awssdk/regions/ServiceMetadataProvider"});
    MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(0, 0);
    constructor.visitEnd();
    MethodVisitor method =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC,
            "serviceMetadata",
            "(Ljava/lang/String;)L" + METADATA + ";",
            null,
            null);
    method.visitCode();
    chosen.forEach(
        (id, type) -> {
          Label next = new Label();
          method.visitLdcInsn(id);
          method.visitVarInsn(Opcodes.ALOAD, 1);
          method.visitMethodInsn(
              Opcodes.INVOKEVIRTUAL, "java/lang/String", "equals", "(Ljava/lang/Object;)Z", false);
          method.visitJumpInsn(Opcodes.IFEQ, next);
          method.visitTypeInsn(Opcodes.NEW, type);
          method.visitInsn(Opcodes.DUP);
          method.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "()V", false);
          method.visitInsn(Opcodes.ARETURN);
          method.visitLabel(next);
        });
    method.visitInsn(Opcodes.ACONST_NULL);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Returns the classes that the SDK's own class creates, by the name in front of each. */
  private static Map<String, String> metadataClasses(byte[] bytes) {
    Map<String, String> classes = new TreeMap<>();
    visitMethods(
        bytes,
        method ->
            new MethodVisitor(Opcodes.ASM9) {
              private String last = "";

              @Override
              public void visitLdcInsn(Object value) {
                last = String.valueOf(value);
              }

              @Override
              public void visitTypeInsn(int opcode, String created) {
                if (opcode == Opcodes.NEW && created.endsWith("ServiceMetadata")) {
                  classes.put(last, created);
                }
              }
            });
    return classes;
  }

  /** Returns the text that a method of a class returns; empty if there is none. */
  private static String text(byte[] bytes, String wanted) {
    StringBuilder found = new StringBuilder();
    visitMethods(
        bytes,
        method ->
            !method.equals(wanted)
                ? null
                : new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitLdcInsn(Object value) {
                    found.append(value);
                  }
                });
    return found.toString();
  }

  /** Visits the methods of a class. The visitor of a method may be null. */
  private static void visitMethods(byte[] bytes, Function<String, MethodVisitor> visitors) {
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String generic, String[] exceptions) {
                return visitors.apply(name);
              }
            },
            0);
  }

  private static Set<String> references(byte[] bytes) {
    Set<String> names = new HashSet<>();
    Remapper collector =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String name) {
            names.add(name);
            return name;
          }
        };
    // The writer is there to be visited: without one, no visitor reads the methods' code.
    ClassVisitor visitor =
        new ClassRemapper(new ClassWriter(0), collector) {
          @Override
          public void visitInnerClass(String name, String outer, String inner, int access) {
            // A list of names, which is no use of them.
          }

          @Override
          public void visitNestMember(String member) {
            // The same: the nest of a class that stays may lack members.
          }
        };
    new ClassReader(bytes).accept(visitor, 0);
    return names;
  }

  /**
   * Without what no program reads: the names of local variables, annotations that only compilers
   * see, nested classes that are not there, and the generic types and lines of AWS's generated
   * classes. Other lines stay, for stack traces.
   */
  private static byte[] slim(String file, byte[] bytes, Set<String> files) {
    boolean generated = file.startsWith("software/amazon/awssdk/services/");
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version, int access, String name, String generic, String parent, String[] types) {
            super.visit(version, access, name, generated ? null : generic, parent, types);
          }

          @Override
          public void visitSource(String source, String debug) {
            super.visitSource(source, null);
          }

          @Override
          public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return visible ? super.visitAnnotation(descriptor, true) : null;
          }

          @Override
          public void visitInnerClass(String name, String outer, String inner, int access) {
            if (files.contains(name + ".class") || name.startsWith("java/")) {
              super.visitInnerClass(name, outer, inner, access);
            }
          }

          @Override
          public FieldVisitor visitField(
              int access, String name, String type, String generic, Object value) {
            return super.visitField(access, name, type, generated ? null : generic, value);
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String generic, String[] exceptions) {
            MethodVisitor code =
                super.visitMethod(access, name, type, generated ? null : generic, exceptions);
            return new MethodVisitor(Opcodes.ASM9, code) {
              @Override
              public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                return visible ? super.visitAnnotation(descriptor, true) : null;
              }

              @Override
              public void visitLocalVariable(
                  String name, String type, String generic, Label from, Label to, int index) {
                // For a debugger only.
              }

              @Override
              public void visitLineNumber(int line, Label start) {
                if (!generated) {
                  super.visitLineNumber(line, start);
                }
              }
            };
          }
        };
    new ClassReader(bytes).accept(visitor, 0);
    return writer.toByteArray();
  }

  private static void write(Map<String, byte[]> all, Path out) throws IOException {
    try (OutputStream file = Files.newOutputStream(out);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      // A reader of a jar expects its manifest first.
      put(zip, "META-INF/MANIFEST.MF", all);
      for (String name : all.keySet()) {
        if (!name.equals("META-INF/MANIFEST.MF")) {
          put(zip, name, all);
        }
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, Map<String, byte[]> all)
      throws IOException {
    byte[] content = all.get(name);
    boolean library = name.endsWith(".class") && !name.startsWith("io/rootmon/");
    byte[] written = library ? slim(name, content, all.keySet()) : content;
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    // An entry whose sizes are known needs no record of 16 bytes behind it.
    CRC32 checksum = new CRC32();
    checksum.update(written);
    entry.setCrc(checksum.getValue());
    entry.setSize(written.length);
    entry.setCompressedSize(compressedSize(written));
    zip.putNextEntry(entry);
    zip.write(written);
    zip.closeEntry();
  }

  private static long compressedSize(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(content);
      deflater.finish();
      byte[] buffer = new byte[8_192];
      while (!deflater.finished()) {
        deflater.deflate(buffer);
      }
      return deflater.getBytesWritten();
    } finally {
      deflater.end();
    }
  }
}
