package io.rootmon.cli.scan;

import static io.rootmon.cli.CommandResult.example;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.cli.EventDeduplicator;
import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchiveScannerTest {
  /** The first worker's failure ended the scan without a word on the other files. */
  @Test
  void aFailureIsItsFilesOnly() {
    ScanReport report =
        scan(new DeferredEvents(), new Failing())
            .scan(files(example("archive"), example("root-console-login.json")), 1);

    assertThat(report.files()).isEqualTo(4);
    assertThat(report.findings()).isPositive();
    assertThat(report.malformed())
        .singleElement()
        .asString()
        .endsWith(".json: cannot be read to its end: java.lang.StackOverflowError");
  }

  @Test
  void countsEventsThatExceedTheWaitingList() {
    String archive = example("archive");

    ScanReport none =
        scan(new DeferredEvents(0), AssumedRootSessionStore.inMemory()).scan(files(archive), 1);
    ScanReport all =
        scan(new DeferredEvents(), AssumedRootSessionStore.inMemory()).scan(files(archive), 1);

    assertThat(none.undecided()).isPositive();
    assertThat(all.undecided()).isZero();
    assertThat(none.findings()).isEqualTo(all.findings());
  }

  private static ArchiveScanner scan(DeferredEvents undecided, AssumedRootSessionStore sessions) {
    RootMonitor monitor = RootMonitor.builder().sessions(sessions).build();
    ScanStatistics.Shared shared =
        new ScanStatistics.Shared(
            ScanScope.ALL,
            "file",
            Severity.MEDIUM,
            10,
            new EventDeduplicator(),
            undecided,
            new WorstFindings(),
            StandardRules.policy());
    return new ArchiveScanner(monitor, shared);
  }

  private static List<LogSource> files(String... names) {
    return Stream.of(names)
        .<LogSource>map(it -> new LocalFiles(it, Path.of(it), ScanProgress.SILENT))
        .toList();
  }

  /** A session store that is too much for the program. */
  private record Failing() implements AssumedRootSessionStore {
    @Override
    public void remember(Session session) {
      throw new StackOverflowError();
    }

    @Override
    public Optional<Session> find(String accessKeyId) {
      return Optional.empty();
    }
  }
}
