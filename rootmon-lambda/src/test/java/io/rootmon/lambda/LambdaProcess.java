package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.crac.Resource;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * The zip, run as Lambda runs it: by the runtime interface client, in a process of its own, against
 * a {@link FakeRuntimeApi}. The system property {@code rootmon.zip} says where the zip is.
 */
final class LambdaProcess implements AutoCloseable {
  private static final String RUNTIME = AWSLambda.class.getName();

  private static final String NATIVE_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  /** One of each jar that Lambda itself has. */
  private static final List<Class<?>> RUNTIME_CLASSES =
      List.of(
          AWSLambda.class,
          PojoSerializer.class,
          Context.class,
          Resource.class,
          SdkInternalThreadLocal.class);

  private final Process process;
  private final Path output;

  private LambdaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts the zip's own handler. */
  static LambdaProcess start(Path folder, FakeRuntimeApi api, Map<String, String> environment)
      throws IOException {
    return start(folder, api, environment, Handler.class.getName(), List.of());
  }

  /**
   * Starts a handler of the zip or of the test classes.
   *
   * @param folder where to unpack the zip, if it is not there yet
   */
  static LambdaProcess start(
      Path folder,
      FakeRuntimeApi api,
      Map<String, String> environment,
      String handler,
      List<String> jvmOptions)
      throws IOException {
    unzip(Path.of(System.getProperty("rootmon.zip", "target/rootmon-lambda.zip")), folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As Lambda's runtimes do, so that org.crac finds the hooks of theirs.
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.add("-D" + NATIVE_CLIENT + "=" + nativeClient(folder));
    if (Runtime.version().feature() >= 24) {
      // https://openjdk.org/jeps/472: else the JVM itself warns between the function's lines.
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath(folder), RUNTIME, handler + "::handleRequest"));
    // A file: what it wrote before it answered is there when the answer is.
    Path output = Files.createTempFile(folder, "output", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(it -> it.startsWith("AWS_") || it.startsWith("ROOT"));
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("AWS_REGION", "us-east-1");
    builder.environment().putAll(environment);
    return new LambdaProcess(builder.start(), output);
  }

  private static void unzip(Path zip, Path folder) throws IOException {
    if (Files.exists(folder.resolve("lib"))) {
      return;
    }
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(entries, file);
      }
    }
  }

  /**
   * The runtime's client unpacks its library to one path for all processes, and overwrites it under
   * those that run; so each has a copy of its own, as Lambda's own runtime has.
   */
  private static Path nativeClient(Path folder) throws IOException {
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    Path copy = folder.resolve("runtime-client-" + UUID.randomUUID() + ".so");
    String name = "/jni/libaws-lambda-jni.linux-" + architecture + ".so";
    try (InputStream library = AWSLambda.class.getResourceAsStream(name)) {
      if (library == null) {
        throw new IOException("runtime interface client: expected " + name + " but there is none");
      }
      Files.copy(library, copy);
    }
    return copy;
  }

  /** The runtime's jars, which come first in Lambda too, then the function's, then the tests. */
  private static String classPath(Path folder) throws IOException {
    List<String> parts = new ArrayList<>();
    for (Class<?> type : RUNTIME_CLASSES) {
      parts.add(location(type));
    }
    try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
      jars.sorted().map(Path::toString).forEach(parts::add);
    }
    parts.add(location(LambdaProcess.class));
    return String.join(File.pathSeparator, parts);
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** CPU time used until now. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** What it has written to both outputs until now. */
  List<String> lines() {
    try {
      // A killed process's last line may end within a character.
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its exit code; fails if it does not end in time. */
  int exitCode(Duration longest) throws InterruptedException {
    if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("process: expected an end within " + longest + "\n" + lines());
    }
    return process.exitValue();
  }

  /** As {@code kill -9} does: no hook runs. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
