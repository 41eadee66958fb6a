package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.example;
import static io.rootmon.cli.CommandResult.rootmon;
import static io.rootmon.cli.CommandResult.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertCommandTest {
  private static final String FOLDER =
      "2026-03-14T021745Z_CRITICAL_ConsoleLogin_111122223333_0b8d7f4e-5a26-4c93-8e1f-92d4a6b3c571";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path outbox;

  @Test
  void writesTheMessagesAndPrintsTheText() throws IOException {
    CommandResult ran = alert(example("root-console-login.json"));

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Root signed in to ", "203.0.113.7");
    assertThat(outbox.resolve(FOLDER).resolve("message.txt"))
        .content()
        .endsWith("\n\n" + ran.out());
    assertThat(ran.err()).isEqualTo("rootmon: Written to " + outbox.resolve(FOLDER) + "\n");
    assertThat(names(outbox.resolve(FOLDER)))
        .containsExactly(
            "alert.json",
            "chat.json",
            "event.json",
            "jsm.json",
            "message.eml",
            "message.html",
            "message.txt",
            "pagerduty.json",
            "slack.json",
            "teams.json");
  }

  @Test
  void usesTheAccountsNames() {
    CommandResult ran =
        alert("--config", example("rootmon.json"), example("root-access-key-created.json"));

    assertThat(ran.out()).contains("payments-prod (111122223333)");
  }

  @Test
  void sendsADuplicateOnceAndNothingBelowTheSeverity() throws IOException {
    CommandResult ran = alert(example("archive"), example("root-console-login.json"));

    assertThat(ran.code()).isZero();
    assertThat(names(outbox)).hasSize(3);
    assertThat(ran.err())
        .endsWith(
            """
            rootmon: 3 findings below MEDIUM, without an alert.
            rootmon: 1 event not about root.
            rootmon: 2 duplicate events, skipped.
            """);
  }

  @Test
  void sendsFindingsOfTheLowestSeverity() throws IOException {
    alert("--min-severity", "info", example("archive"));

    // Four alerts, and the report of the incident that closed before the last of them.
    assertThat(names(outbox)).hasSize(5);
  }

  /** A README became an alert of severity HIGH. */
  @Test
  void aFileThatIsNoEventIsAnErrorWithoutAnAlert() throws IOException {
    Path readme = Files.writeString(outbox.resolve("README.md"), "# rootmon\n\nText.\n");
    Path out = outbox.resolve("out");

    CommandResult ran = rootmon("alert", "--out", out.toString(), readme.toString());

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("rootmon: " + readme + ": ").doesNotContain("No alert");
    assertThat(out).doesNotExist();
  }

  /** A broken archive became a thousand alerts. */
  @Test
  void countsBrokenRecordsAndAlertsOnTheOthers() throws IOException {
    StringBuilder input = new StringBuilder();
    for (int at = 0; at < 30; at++) {
      input.append("{\"eventName\":\"x\",\"eventTime\":\"day ").append(at).append("\"}\n");
    }
    input.append(Files.readString(Path.of(example("root-console-login.json"))));

    CommandResult ran = onInput(input.toString());

    assertThat(ran.code()).isEqualTo(4);
    assertThat(names(outbox)).hasSize(1);
    assertThat(ran.err())
        .contains("'day 0'", "rootmon: 10 more records of standard input could not be read\n");
  }

  /** Known by its id alone, the second act was taken for a copy of the first. */
  @Test
  void aKnownIdDoesNotHideAnotherEvent() throws IOException {
    String root = Files.readString(Path.of(example("root-console-login.json")));
    String other =
        "{\"eventTime\":\"2026-03-14T02:17:45Z\",\"eventSource\":\"s3.amazonaws.com\","
            + "\"eventName\":\"ListBuckets\",\"eventID\":\"0b8d7f4e-5a26-4c93-8e1f-92d4a6b3c571\","
            + "\"userIdentity\":{\"type\":\"IAMUser\",\"accountId\":\"111122223333\"}}\n";

    assertThat(onInput(other + root).out()).contains("Root signed in to ");
  }

  @Test
  void reportsThatNoFindingReachedTheSeverity() throws IOException {
    CommandResult ran = alert(example("assume-root-audit.json"));

    assertThat(ran)
        .isEqualTo(
            new CommandResult(
                0, "", "rootmon: No alert.\nrootmon: 1 finding below MEDIUM, without an alert.\n"));
    assertThat(names(outbox)).isEmpty();
  }

  @Test
  void failsWhenTheOutboxCannotBeWritten() throws IOException {
    Path taken = Files.writeString(outbox.resolve(FOLDER), "in the way");

    CommandResult ran = alert(example("root-console-login.json"));

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err())
        .startsWith("rootmon: outbox: " + taken + ": the alert's files could not be written");
  }

  @Test
  void refusesOptionsThatCannotBeUsed() throws IOException {
    Path file = Files.writeString(outbox.resolve("file"), "[]");
    String event = example("root-console-login.json");

    assertThat(rootmon("alert", "--out", file.toString(), event))
        .isEqualTo(
            new CommandResult(2, "", "rootmon: --out " + file + " is a file. Give a folder.\n"));
    assertThat(alert("--templates", "none", event))
        .isEqualTo(new CommandResult(2, "", "rootmon: --templates: no such folder: none\n"));
    assertThat(alert("--config", "none.json", event))
        .isEqualTo(new CommandResult(3, "", "rootmon: No such file or folder: none.json\n"));
    assertThat(alert("--config", file.toString(), event))
        .isEqualTo(
            new CommandResult(
                3, "", "rootmon: " + file + ": must be an object but is an empty list\n"));
  }

  private CommandResult alert(String... arguments) {
    return rootmon(command(arguments));
  }

  private CommandResult onInput(String input) {
    return withInput(input, command("-"));
  }

  private String[] command(String... arguments) {
    return Stream.concat(Stream.of("alert", "--out", outbox.toString()), Stream.of(arguments))
        .toArray(String[]::new);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }
}
