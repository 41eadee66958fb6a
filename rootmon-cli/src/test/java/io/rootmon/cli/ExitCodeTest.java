package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.example;
import static io.rootmon.cli.CommandResult.rootmon;
import static io.rootmon.cli.CommandResult.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit codes of every command, as help texts and docs list them. */
class ExitCodeTest {
  private static final String SIGN_IN = example("root-console-login.json");

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          explain SIGN_IN                          | 0
          explain none.json                        | 4
          explain none.json SIGN_IN                | 4
          explain EMPTY                            | 4
          explain NO_EVENT                         | 4
          explain -c none.json SIGN_IN             | 3
          explain -c BROKEN SIGN_IN                | 3
          explain --nope SIGN_IN                   | 2
          explain                                  | 2
          scan SIGN_IN                             | 0
          scan none.json                           | 4
          scan EMPTY                               | 4
          scan EMPTY SIGN_IN                       | 4
          scan NO_EVENT                            | 4
          scan -c BROKEN SIGN_IN                   | 3
          scan -f xml SIGN_IN                      | 2
          scan -n -1 SIGN_IN                       | 2
          scan                                     | 2
          scan --yes SIGN_IN                       | 2
          scan --athena rootmon                    | 2
          scan --athena rootmon SIGN_IN            | 2
          scan --athena root/mon --all-time        | 2
          scan --athena rootmon --all-time --athena-table trail | 2
          history --since soon                     | 2
          history --region mars                    | 2
          history --all-regions --region eu-west-1 | 2
          history --all-accounts                   | 2
          history --role-arn admin                 | 2
          last-used --format xml                   | 2
          last-used --role-arn admin               | 2
          alert -o OUT SIGN_IN                     | 0
          alert -o OUT none.json                   | 4
          alert -o OUT EMPTY                       | 4
          alert -o OUT NO_EVENT                    | 4
          alert -o OUT -c BROKEN SIGN_IN           | 3
          alert -o NO_EVENT SIGN_IN                | 2
          alert -t none SIGN_IN                    | 2
          report SIGN_IN                           | 0
          report none.json                         | 4
          report EMPTY                             | 4
          report NO_EVENT                          | 4
          report -c BROKEN --week                  | 3
          report -c ../examples/rootmon.json --week | 3
          report --week                            | 2
          report -o none/report.txt SIGN_IN        | 4
          rules                                    | 0
          rules --format yaml                      | 2
          check-config ../examples/rootmon.json    | 0
          check-config BROKEN                      | 3
          check-config none.json                   | 3
          check-config EMPTY                       | 3
          check-config                             | 2
          check-config -t none ../examples/rootmon.json | 2
          check-config --secrets ../examples/rootmon-channels.json | 4
          send-test -c BROKEN                      | 3
          send-test -c ../examples/rootmon.json    | 3
          send-test                                | 2
          send-test -c ../examples/rootmon-channels.json --channel nope | 2
          coverage -c BROKEN                       | 3
          coverage -c ../examples/rootmon.json     | 3
          coverage                                 | 2
          coverage -c ../examples/rootmon.json --wait soon | 2
          help scan                                | 0
          help scna                                | 2
          scna                                     | 2
          --version                                | 0
          """)
  void everyCommandEndsWithTheCodeOfItsProblem(String line, int code) throws Exception {
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("broken.json"), "{\"channels\": 1}");
    Files.writeString(folder.resolve("no-event.txt"), "no event\n");
    String replaced =
        line.replace("SIGN_IN", SIGN_IN)
            .replace("EMPTY", folder.resolve("empty").toString())
            .replace("NO_EVENT", folder.resolve("no-event.txt").toString())
            .replace("OUT", folder.resolve("out").toString())
            .replace("BROKEN", folder.resolve("broken.json").toString());

    CommandResult ran = rootmon(replaced.split(" +"));

    assertThat(ran.code()).as(line + "\n" + ran.err()).isEqualTo(code);
    if (code != 0) {
      assertThat(ran.err()).startsWith("rootmon: ");
    }
    assertThat(ran.err()).doesNotContain("Exception", "Internal error");
  }

  /** An empty folder led to the conclusion that root did nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"explain", "scan", "report", "alert"})
  void drawsNoConclusionWhenNothingWasRead(String command) throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    assertThat(rootmon(command, empty.toString()))
        .isEqualTo(
            new CommandResult(
                4, "", "rootmon: Nothing read: no CloudTrail events in " + empty + "\n"));
    assertThat(withInput("", command, "-"))
        .isEqualTo(
            new CommandResult(
                4, "", "rootmon: Nothing read: no CloudTrail events in standard input\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "scan", "report", "alert"})
  void readsStandardInputAsAFile(String command) throws Exception {
    String event = Files.readString(Path.of(SIGN_IN));
    String out = folder.resolve("out").toString();
    String[] fromInput =
        command.equals("alert")
            ? new String[] {command, "-o", out, "-"}
            : new String[] {command, "-"};
    String[] fromFile =
        command.equals("alert")
            ? new String[] {command, "-o", out, SIGN_IN}
            : new String[] {command, SIGN_IN};

    CommandResult read = withInput(event, fromInput);

    assertThat(read.out()).isNotEmpty().isEqualTo(rootmon(fromFile).out());
    assertThat(read.code()).isZero();
  }

  @Test
  void readsAConfigurationFromStandardInputOnce() throws Exception {
    String document = Files.readString(Path.of(example("rootmon.json")));

    assertThat(withInput(document, "check-config", "-").out())
        .isEqualTo(rootmon("check-config", example("rootmon.json")).out());
    assertThat(withInput("{\"channels\": 1}", "check-config", "-").err())
        .startsWith("rootmon: standard input: channels");
    assertThat(withInput(document, "explain", "-c", "-", SIGN_IN).out()).contains("payments-prod");
    assertThat(withInput(document, "explain", "-c", "-", "-"))
        .isEqualTo(
            new CommandResult(
                2, "", "rootmon: Standard input (-) can be read only once. Use a file instead.\n"));
    assertThat(withInput("", "scan", "-", "-").code()).isEqualTo(2);
  }
}
