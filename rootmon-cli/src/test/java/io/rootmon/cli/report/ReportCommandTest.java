package io.rootmon.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.CommandResult;
import io.rootmon.incident.TakeoverScenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {
  private final Path folder;

  ReportCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void filesAreGroupedByEventTimeInAnyOrderOfLines() throws Exception {
    Path file = folder.resolve("takeover.jsonl");
    var records = new ArrayList<>(TakeoverScenario.of("111122223333"));
    Collections.shuffle(records, new Random(7));
    Files.writeString(file, String.join("\n", records));

    CommandResult ran = CommandResult.rootmon("report", file.toString());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith(
            """
            300 root events in 111122223333 over 20 minutes (worst: CRITICAL)
            """)
        .contains("Delete root's access keys (2026-03-14 02:00:36 UTC, us-east-1).")
        .doesNotContainIgnoringCase("acknowledge")
        .doesNotContain("Closed");
    assertThat(ran.code()).isZero();
  }

  @Test
  void everyIncidentOfAnArchiveHasItsReport() {
    CommandResult ran = CommandResult.rootmon("report", CommandResult.example("archive"));

    assertThat(ran.out().lines().filter(it -> it.contains(" in 1111") || it.contains(" in 7777")))
        .containsExactly(
            "2 root events in 111122223333 over 4 minutes (worst: CRITICAL)",
            "1 root event in 777788889999 (MEDIUM)");
  }

  @Test
  void writesEachPageToAFile() throws Exception {
    CommandResult homeless =
        CommandResult.rootmon("report", "--format", "html", CommandResult.example("archive"));
    assertThat(homeless.code()).isEqualTo(2);
    assertThat(homeless.err())
        .isEqualTo(
            "rootmon: There are 2 incidents, and each has its own page. Use --out DIR with an"
                + " existing folder.\n");

    CommandResult ran =
        CommandResult.rootmon(
            "report",
            "--format",
            "html",
            "--out",
            folder.toString(),
            CommandResult.example("archive"));

    assertThat(ran.code()).isZero();
    try (var files = Files.list(folder)) {
      assertThat(files.map(it -> it.getFileName().toString()).sorted())
          .satisfiesExactly(
              one -> assertThat(one).matches("111122223333-2026-03-14-[0-9a-f]{8}\\.html"),
              other -> assertThat(other).matches("777788889999-2026-03-15-[0-9a-f]{8}\\.html"));
    }
  }

  @Test
  void jsonHasEveryEvent() {
    CommandResult ran =
        CommandResult.rootmon(
            "report", "--format", "json", CommandResult.example("root-console-login.json"));

    assertThat(ran.out())
        .contains("\"worstSeverity\" : \"CRITICAL\"")
        .contains("\"ruleId\" : \"root.sign-in.without-mfa\"");
  }

  @Test
  void reportsThatNothingNeedsAnAlert() {
    CommandResult ran =
        CommandResult.rootmon("report", CommandResult.example("assume-root-audit.json"));

    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo("rootmon: No incident: 1 event read, no finding of MEDIUM or higher.\n");
    assertThat(ran.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          report                                   | 2 | 'rootmon report' needs FILE, or --config FILE and the ID of an incident.
          report --account 111122223333            | 2 | --account needs --config FILE, which names the table of incidents.
          report --week                            | 2 | --week needs --config FILE, which names the table of incidents.
          report --config ../examples/rootmon.json --account 111122223333 --week | 2 | Give only one of: the ID of an incident, --account, --week.
          report --config ../examples/rootmon.json --account 111122223333 | 3 | ../examples/rootmon.json: state is missing. Add the table that contains the incidents.
          """)
  void namesTheFixWhenTheArgumentsCannotBeUsed(String line, int code, String problem) {
    CommandResult ran = CommandResult.rootmon(line.split(" ", -1));

    assertThat(ran.err()).startsWith("rootmon: " + problem + "\n");
    assertThat(ran.code()).isEqualTo(code);
  }
}
