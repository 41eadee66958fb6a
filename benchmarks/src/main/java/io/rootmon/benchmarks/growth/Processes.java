package io.rootmon.benchmarks.growth;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Starts Java processes with this process's class path, in the benchmarks' folder. */
record Processes(Path home) {
  /** As in Lambda, with a larger heap for the in-memory store. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1500m");

  /** Returns the lines of a worker, in order. */
  List<Point> points(List<String> arguments) throws IOException, InterruptedException {
    Process process = start(Worker.class, arguments);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      List<Point> points = out.lines().map(Point::of).toList();
      if (process.waitFor() != 0) {
        throw new IOException("worker: expected it to succeed but was " + process.exitValue());
      }
      return points;
    }
  }

  Process start(Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-Drootmon.home=" + home);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(home.resolve("benchmarks").toFile())
        .redirectError(Redirect.INHERIT)
        .start();
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(it -> Path.of(it).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
