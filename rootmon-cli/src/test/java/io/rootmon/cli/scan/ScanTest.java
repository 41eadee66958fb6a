package io.rootmon.cli.scan;

import static io.rootmon.cli.Ran.example;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.channel.Dispatcher;
import io.rootmon.cli.SeenEvents;
import io.rootmon.detect.AssumedRootSessions;
import io.rootmon.detect.RecentSessions;
import io.rootmon.judge.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanTest {
  /** The first worker's failure ended the scan without a word on the other files. */
  @Test
  void aFailureIsItsFilesOnly() {
    ScanReport report =
        scan(new Undecided(), new Failing())
            .of(
                List.of(Path.of(example("archive")), Path.of(example("root-console-login.json"))),
                1);

    assertThat(report.files()).isEqualTo(4);
    assertThat(report.findings()).isPositive();
    assertThat(report.malformed())
        .singleElement()
        .asString()
        .endsWith(".json: expected to read it to its end but java.lang.StackOverflowError");
  }

  @Test
  void countsWhatFoundNoRoomToWait() {
    List<Path> archive = List.of(Path.of(example("archive")));

    ScanReport none = scan(new Undecided(0), new RecentSessions()).of(archive, 1);
    ScanReport all = scan(new Undecided(), new RecentSessions()).of(archive, 1);

    assertThat(none.undecided()).isPositive();
    assertThat(all.undecided()).isZero();
    assertThat(none.findings()).isEqualTo(all.findings());
  }

  private static Scan scan(Undecided undecided, AssumedRootSessions sessions) {
    RootMonitor monitor =
        RootMonitor.standard(AccountDirectory.of(Map.of()), new Dispatcher(List.of()), sessions);
    Tally.Shared shared =
        new Tally.Shared(
            Span.of(null, null), Severity.MEDIUM, 10, new SeenEvents(), undecided, new Acts());
    return new Scan(monitor, shared, Progress.SILENT);
  }

  /** A session store that is too much for the program. */
  private record Failing() implements AssumedRootSessions {
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
