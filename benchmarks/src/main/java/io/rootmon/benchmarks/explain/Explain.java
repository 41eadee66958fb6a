package io.rootmon.benchmarks.explain;

import io.rootmon.benchmarks.Row;
import io.rootmon.benchmarks.Suite;
import io.rootmon.benchmarks.Use;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures {@code rootmon explain} on one event, from start to end, with an empty Java program as
 * the baseline.
 */
public final class Explain implements Suite {
  private static final int RUNS = 25;
  private static final int FEW_RUNS = 5;

  /** A command with its measurements. */
  private record Way(String name, List<String> command, List<Use> uses) {
    Way(String name, List<String> command) {
      this(name, command, new ArrayList<>());
    }

    void take() throws IOException, InterruptedException {
      uses.add(Use.of(command));
    }

    double wallMillis() {
      return Use.middle(uses).wallSeconds() * 1e3;
    }

    double cpuMillis() {
      return uses.stream().mapToDouble(Use::cpuSeconds).average().orElse(0) * 1e3;
    }
  }

  @Override
  public void run(Consumer<Row> rows, boolean quick) throws Exception {
    Path home = Path.of(System.getProperty("rootmon.home", ".")).toAbsolutePath();
    String event = home.resolve("examples/root-console-login.json").toString();
    String launcher = home.resolve("rootmon").toString();
    String jar = home.resolve("rootmon-cli/target/rootmon.jar").toString();
    Way nothing = new Way("a Java that does nothing", List.of(java(), "--version"));
    Way bare = new Way("bare JVM", List.of(java(), "-jar", jar, "explain", event));
    Way own = new Way("launcher's own archive", List.of(launcher, "explain", event));
    Use.of(own.command()); // builds if necessary, and creates the archive
    int runs = quick ? FEW_RUNS : RUNS;
    List<Way> ways = List.of(nothing, bare, own);
    for (int i = -1; i < runs; i++) {
      for (Way way : ways) {
        way.take();
      }
      if (i < 0) {
        ways.forEach(it -> it.uses().clear()); // the first run of each fills the file cache
      }
    }
    tell(rows, bare, 350, nothing);
    tell(rows, own, 150, nothing);
  }

  private static void tell(Consumer<Row> rows, Way way, double most, Way nothing) {
    String name = String.format(Locale.ROOT, "explain, %s: ", way.name());
    rows.accept(Row.atMost(most, name + "wall", way.wallMillis(), "ms", nothing.wallMillis()));
    rows.accept(Row.noted(name + "CPU", way.cpuMillis(), "ms", nothing.cpuMillis()));
  }

  /** Returns the archive that the launcher uses. */
  private static String java() {
    return Optional.ofNullable(System.getenv("JAVA_HOME"))
        .filter(it -> !it.isEmpty())
        .map(it -> Path.of(it, "bin", "java").toString())
        .orElse("java");
  }
}
