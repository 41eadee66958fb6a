package io.rootmon.lambda.iac;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * <a href="https://developer.hashicorp.com/terraform/cli">terraform</a> in a module's folder, in a
 * copy of all infrastructure code: it locks versions and keeps its data beside what it reads.
 *
 * @param environment what is added to the process's own
 */
record Terraform(String program, Path folder, Map<String, String> environment) {
  private static final Path SOURCES = Path.of("..", "iac");
  private static final int MAX_MINUTES = 20;

  Terraform {
    environment = Map.copyOf(environment);
  }

  /** How a command ended, and all it said. */
  record Ran(int code, String said) {}

  /** In a module such as {@code hub}, copied into a folder. */
  static Terraform in(Path copy, String module) throws IOException {
    copySources(copy);
    return of(copy, copy.resolve("iac").resolve(module));
  }

  /** In a module's folder as it is; terraform's own data go into another folder. */
  static Terraform of(Path own, Path module) throws IOException {
    Map<String, String> environment = new TreeMap<>(TerraformProviders.settings(own));
    environment.put("TF_IN_AUTOMATION", "1");
    environment.put("CHECKPOINT_DISABLE", "1");
    environment.put("TF_DATA_DIR", own.resolve("data").toAbsolutePath().toString());
    return new Terraform("terraform", module, environment);
  }

  private static void copySources(Path copy) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(SOURCES)) {
      // Ignore the files of the developer's own terraform.
      files =
          all.filter(Files::isRegularFile)
              .filter(it -> !it.toString().contains(".terraform"))
              .toList();
    }
    for (Path file : files) {
      Path target = copy.resolve("iac").resolve(SOURCES.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  Terraform with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(more);
    return new Terraform(program, folder, all);
  }

  /** Runs a command such as {@code validate}, without colours. */
  Ran run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    // A file takes any amount, so that the wait below has an end.
    Path said = Files.createTempFile(folder, "said", ".log");
    Process process = start(command, said);
    try {
      if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
        throw new AssertionError(command + ": expected an end, but so far: " + read(said));
      }
      return new Ran(process.exitValue(), read(said));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.delete(said);
    }
  }

  private static String read(Path said) throws IOException {
    return Files.readString(said, StandardCharsets.UTF_8).strip();
  }

  private Process start(List<String> command, Path said) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("TF_CLI_ARGS", "-no-color");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          "expected "
              + program
              + " but there is none; https://developer.hashicorp.com/terraform/install",
          e);
    }
  }
}
