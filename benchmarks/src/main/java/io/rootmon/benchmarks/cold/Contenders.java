package io.rootmon.benchmarks.cold;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.rootmon.lambda.custom.CustomRuntimeEnvironments;
import io.rootmon.lambda.custom.TestCertificate;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.crac.Resource;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The functions to compare: the artefacts as they are deployed, and the plain Python function. */
record Contenders(Path home, Path folder, TestCertificate certificate, URI farEnd) {
  private static final String HANDLER = "io.rootmon.lambda.Handler";

  /** Lambda's settings for a Java function with less than a whole processor. */
  private static final List<String> MANAGED_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");

  private static final List<Class<?>> RUNTIME =
      List.of(
          AWSLambda.class,
          PojoSerializer.class,
          Context.class,
          Resource.class,
          SdkInternalThreadLocal.class);

  Contender python() throws IOException {
    Path sources = home.resolve("benchmarks/src/main/python");
    Path task = Files.createDirectories(folder.resolve("python"));
    for (String file : List.of("runtime.py", "forward.py")) {
      Path copy = task.resolve(file);
      if (Files.notExists(copy)) {
        Files.copy(sources.resolve(file), copy);
      }
    }
    Map<String, String> environment = CustomRuntimeEnvironments.environment("", farEnd);
    environment.remove("ROOTMON_CONFIG");
    environment.put("TOPIC_ARN", "arn:aws:sns:us-east-1:111122223333:root-alerts");
    environment.put("_HANDLER", "forward.handler");
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("AWS_CA_BUNDLE", folder.resolve("bundle.pem").toString());
    return new Contender("Python", task, List.of(interpreter(), "runtime.py"), environment);
  }

  /** Returns the interpreter itself, not a script that finds it. */
  private static String interpreter() throws IOException {
    return output("python3", "-c", "import boto3, sys; print(sys.executable)").strip();
  }

  /** Starts the custom runtime from its unpacked zip, with its own bootstrap, as Lambda does. */
  Contender custom(String document, int memory) throws IOException {
    Path task = folder.resolve("custom");
    if (Files.notExists(task)) {
      unzip(customZip(), task);
    }
    Map<String, String> environment = environment(document, memory);
    environment.put("JAVA_TOOL_OPTIONS", certificate.javaOption());
    return new Contender("custom runtime", task, List.of("./bootstrap"), environment);
  }

  Path customZip() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("rootmon-lambda/target"))) {
      return files
          .filter(it -> it.getFileName().toString().matches("rootmon-lambda-custom-runtime-.*zip"))
          .findFirst()
          .orElseThrow(() -> new IOException("custom runtime: expected its zip; see run"));
    }
  }

  Path managedZip() {
    return home.resolve("rootmon-lambda/target/rootmon-lambda.zip");
  }

  /** Starts the managed runtime's zip, on the class path after the runtime's own jars. */
  Contender managed(String document, int memory, String... options) throws IOException {
    Path task = folder.resolve("managed");
    if (Files.notExists(task)) {
      unzip(managedZip(), task);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MANAGED_FLAGS);
    command.add("-Xmx" + memory * 6 / 10 + "m");
    command.add(certificate.javaOption());
    command.addAll(List.of(options));
    List<String> path = new ArrayList<>();
    for (Class<?> type : RUNTIME) {
      path.add(location(type));
    }
    path.add("lib/rootmon.jar");
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
    command.addAll(List.of(AWSLambda.class.getName(), HANDLER));
    return new Contender("managed runtime", task, command, environment(document, memory));
  }

  private Map<String, String> environment(String document, int memory) {
    Map<String, String> environment = CustomRuntimeEnvironments.environment(document, farEnd);
    environment.put("_HANDLER", HANDLER);
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memory));
    return environment;
  }

  /** Unpacks with the unzip tool, which retains permissions and times, as Lambda does. */
  private static void unzip(Path zip, Path folder) throws IOException {
    output("unzip", "-q", "-X", zip.toString(), "-d", folder.toString());
  }

  private static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(command[0] + ": expected it to succeed but was " + said);
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath()
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
