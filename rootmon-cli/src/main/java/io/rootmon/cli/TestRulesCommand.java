package io.rootmon.cli;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rootmon test-rules}. */
@Command(
    name = "test-rules",
    mixinStandardHelpOptions = true,
    description = "Checks the rules of a configuration against cases in files.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "A case is a file CASES/SEVERITY/RULE.TEXT.json with one event, such as",
      "cases/critical/own.archive.bucket-created.json. The event must get that severity",
      "by that rule. A file in CASES/none must get no finding. A file in CASES/excluded",
      "must match an exclusion; there RULE is the rule that judges it.",
      "",
      "Exit codes:",
      "  0  every case passed",
      "  1  a case failed",
      "  2  invalid options or arguments",
      "  3  the configuration has problems",
      "  4  a case could not be read",
      "",
      "Example:",
      "  rootmon test-rules rootmon.json cases"
    })
final class TestRulesCommand implements Callable<Integer> {
  private static final String NONE = "none";
  private static final String EXCLUDED = "excluded";
  private static final String JSON = ".json";

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "Configuration; - is standard input.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path file;

  @Parameters(index = "1", paramLabel = "CASES", description = "Folder with the cases.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path cases;

  TestRulesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ConfigurationDocument configuration = ConfigFile.read(file, terminal);
    List<Path> files = files();
    if (files.isEmpty()) {
      throw new UsageException("CASES: no file SEVERITY/RULE.TEXT.json in " + cases);
    }
    RootMonitor monitor = LocalMonitor.judging(configuration);
    int failed = 0;
    boolean complete = true;
    for (Path it : files) {
      String name = cases.relativize(it).toString();
      try {
        Optional<String> problem = problem(it, monitor);
        failed += problem.isPresent() ? 1 : 0;
        terminal
            .out()
            .println(problem.map(why -> "FAIL " + name + ": " + why).orElse("pass " + name));
      } catch (IOException e) {
        complete = false;
        terminal.print(FileErrors.describe(it.toString(), e));
      }
    }
    terminal.out().println(CountText.of(files.size(), "case") + ", " + failed + " failed");
    return failed > 0 ? ExitCode.FINDINGS.value() : ExitCode.completed(complete).value();
  }

  private List<Path> files() {
    if (!Files.isDirectory(cases)) {
      throw new UsageException("CASES: no such folder: " + cases);
    }
    try (Stream<Path> all = Files.walk(cases, 2)) {
      return all.filter(Files::isRegularFile)
          .filter(it -> it.toString().endsWith(JSON) && !cases.equals(it.getParent()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UsageException("CASES: " + FileErrors.describe(cases.toString(), e));
    }
  }

  /** Returns why the case failed. */
  private static Optional<String> problem(Path file, RootMonitor monitor) throws IOException {
    Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent());
    String folder = String.valueOf(parent.getFileName()).toLowerCase(Locale.ROOT);
    String fileName = String.valueOf(file.getFileName());
    String name = fileName.substring(0, fileName.length() - JSON.length());
    Optional<Finding> finding;
    try {
      var events = new CloudTrailReader().events(Files.readString(file));
      if (events.size() != 1) {
        return Optional.of("expected one event but was " + events.size());
      }
      finding = monitor.judge(events.get(0));
    } catch (MalformedEventException e) {
      return Optional.of("expected an event but " + e.getMessage());
    }
    boolean asExpected =
        finding.isEmpty() ? folder.equals(NONE) : fits(finding.get(), folder, name);
    return asExpected
        ? Optional.empty()
        : Optional.of("expected " + folder + " " + name + " but was " + was(finding));
  }

  private static boolean fits(Finding finding, String folder, String name) {
    boolean isSeverity = folder.equals(finding.severity().name().toLowerCase(Locale.ROOT));
    boolean isExpected = finding.exclusion().isPresent() ? folder.equals(EXCLUDED) : isSeverity;
    return isExpected && (name + ".").startsWith(finding.ruleId() + ".");
  }

  private static String was(Optional<Finding> finding) {
    return finding
        .map(
            it ->
                it.severity().name().toLowerCase(Locale.ROOT)
                    + " "
                    + it.ruleId()
                    + it.exclusion().map(that -> ", excluded: " + that.label()).orElse(""))
        .orElse("no finding");
  }
}
