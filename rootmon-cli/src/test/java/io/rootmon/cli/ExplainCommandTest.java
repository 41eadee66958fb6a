package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.example;
import static io.rootmon.cli.CommandResult.onScreen;
import static io.rootmon.cli.CommandResult.rootmon;
import static io.rootmon.cli.CommandResult.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  private static final String HOSTILE =
      """
      {"eventTime":"2026-03-14T02:17:45Z","eventSource":"iam.amazonaws.com",
       "eventName":"Create\\u001b[2J\\u001b]0;owned\\u0007User\\nCRITICAL forged\\u202e\\u009b31m",
       "eventID":"hostile\\r\\n","userIdentity":{"type":"Root","accountId":"111122223333"}}
      """;

  @Test
  void writesALineAnEvent() {
    CommandResult ran =
        rootmon(
            "explain",
            "--config",
            example("rootmon.json"),
            example("root-console-login.json"),
            example("archive"));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines()).hasSize(9);
    assertThat(ran.out().lines().findFirst().orElseThrow())
        .startsWith(
            "CRITICAL  2026-03-14T02:17:45Z  ConsoleLogin succeeded"
                + "  payments-prod (111122223333)  root.sign-in.without-mfa: root signed in");
    assertThat(ran.out().lines().skip(1).findFirst().orElseThrow())
        .isEqualTo(
            "not root  2026-03-14T01:55:00Z  DescribeInstances  payments-prod (111122223333)");
  }

  /** The example has the auditor's calls in a file before the one with the AssumeRoot event. */
  @Test
  void joinsAnEventWithALaterAssumeRoot() {
    assertThat(rootmon("explain", example("archive")).out().lines())
        .filteredOn(it -> it.contains("ListAccessKeys"))
        .singleElement()
        .asString()
        .contains("ListAccessKeys succeeded", "central.read:");
  }

  @Test
  void writesJsonLines() {
    CommandResult ran =
        rootmon(
            "explain", "--format", "json", example("archive"), example("assume-root-audit.json"));

    assertThat(ran.out().lines())
        .hasSize(9)
        .allMatch(it -> it.startsWith("{\"schemaVersion\":1,\"type\":\"") && it.endsWith("}"));
    assertThat(ran.out())
        .contains(
            "{\"schemaVersion\":1,\"type\":\"event\","
                + "\"id\":\"9d3b6e70-f215-4c8a-a7d4-2b90e1c8f356\","
                + "\"time\":\"2026-03-14T01:55:00Z\",\"account\":{\"id\":\"111122223333\","
                + "\"name\":null,\"owner\":null},\"event\":{")
        .contains("\"sourceIp\":\"198.51.100.40\"", "\"kind\":\"ASSUME_ROOT\"")
        .contains("\"actor\":\"arn:aws:sts::444455556666:assumed-role/RootAuditor/dana\"");
  }

  @Test
  void reportsTheExpectedValue(@TempDir Path folder) throws IOException {
    String file =
        Files.writeString(
                folder.resolve("expected.json"),
                """
                {"maintenanceWindows": [{"account": "111122223333", "from": "2026-03-14T02:00:00Z",
                               "until": "2026-03-14T04:00:00Z", "ticket": "CHG-1"}]}
                """)
            .toString();
    String event = example("root-console-login.json");

    assertThat(rootmon("explain", "--config", file, event).out())
        .startsWith("HIGH ")
        .contains(
            "root.sign-in.without-mfa: lowered from CRITICAL: covered by CHG-1, from 2026-03-14 02:00:00");
    assertThat(rootmon("explain", "--config", file, "--format", "json", event).out())
        .contains("\"severity\":\"HIGH\"")
        .contains("\"expected\":{\"window\":\"CHG-1\",\"usualSeverity\":\"CRITICAL\"}");
    // The alert is sent although its severity is lowered to below --min-severity.
    assertThat(
            rootmon(
                    "alert",
                    "--config",
                    file,
                    "--min-severity",
                    "CRITICAL",
                    "--out",
                    folder.resolve("out").toString(),
                    event)
                .out())
        .contains(
            "WHY HIGH\n- Lowered from CRITICAL: covered by CHG-1",
            "maintenance\n  window CHG-1 covers it");
  }

  @Test
  void readsStandardInputAndNamesBrokenRecords() {
    CommandResult ran =
        withInput("{\"eventName\": 1}\n" + HOSTILE.replace("\n", " "), "explain", "-");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(ran.err()).startsWith("rootmon: standard input: record 1: ").hasLineCount(1);
  }

  @Test
  void letsNoTextOfAnEventReachTheScreenAsACommand() {
    CommandResult text = withInput(HOSTILE, "explain", "-");
    CommandResult json = withInput(HOSTILE, "explain", "--format", "json", "-");

    assertThat(text.out()).hasLineCount(1).contains("Create[2J]0;ownedUser CRITICAL forged31m");
    assertThat(text.out() + json.out()).matches("[\\x20-\\x7e\n]*");
    assertThat(json.out()).doesNotContain("u001B", "u202E", "u009B");
  }

  /** Half of a surrogate pair is what jq refuses. */
  @Test
  void writesWholeCharactersOnly() {
    String halves = HOSTILE.replace("forged", "\\ud800 \\ud83d\\ude00 \\udc00");

    String json = withInput(halves, "explain", "--format", "json", "-").out();

    assertThat(json).contains("\\uFFFD \\uD83D\\uDE00 \\uFFFD").doesNotContain("\\uD800");
    assertThat(
            AsciiJson.line(
                it -> {
                  it.writeStartObject();
                  it.writeNumberField("a\ud800", 1);
                  it.writeEndObject();
                }))
        .isEqualTo("{\"a\\uFFFD\":1}");
  }

  @Test
  void continuesAfterAMissingFile() {
    CommandResult ran = rootmon("explain", "none.json", example("assume-root-audit.json"));

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err()).isEqualTo("rootmon: No such file or folder: none.json\n");
    assertThat(ran.out()).startsWith("LOW ").hasLineCount(1);
  }

  @Test
  void coloursTheSeverityOnAScreenOnly() {
    assertThat(onScreen("explain", example("root-console-login.json")).out())
        .startsWith("\u001b[1m")
        .contains("CRITICAL");
    assertThat(rootmon("explain", example("root-console-login.json")).out())
        .doesNotContain("\u001b");
  }

  /** Names alone are not given to picocli, which takes a third of the time. */
  @Test
  void parsesNamesAsPicocliDoes() {
    String event = example("root-console-login.json");
    List<List<String>> names =
        List.of(
            List.of(event),
            List.of(event, example("archive")),
            List.of("-"),
            List.of(event, "-"),
            List.of("nowhere.json", event),
            List.of(""),
            List.of(event, " "),
            List.of("@" + event));
    for (List<String> some : names) {
      List<String> alone = new ArrayList<>(List.of("explain"));
      alone.addAll(some);
      List<String> withAnOption = new ArrayList<>(List.of("explain", "--format", "text"));
      withAnOption.addAll(some);

      assertThat(withInput(HOSTILE, alone.toArray(String[]::new)))
          .as("%s", some)
          .isEqualTo(withInput(HOSTILE, withAnOption.toArray(String[]::new)));
    }
    assertThat(rootmon("explain").code()).isEqualTo(ExitCode.USAGE.value());
    assertThat(rootmon("explain", "--help").out()).contains("Rates events");
    assertThat(rootmon("explain", event, "--no-such").code()).isEqualTo(ExitCode.USAGE.value());
  }

  /** Each of these costs more time than all that explain does. */
  @Test
  void loadsNothingThatOnlyMessagesNeed() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Rootmon.class.getName(),
                "explain",
                example("root-console-login.json"))
            .redirectErrorStream(true)
            .start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(log).contains("io.rootmon.judge.SeverityPolicy ").contains("CRITICAL  2026-03-14");
    assertThat(log.lines().toList())
        .noneMatch(
            line ->
                List.of(
                        "freemarker.",
                        "picocli.CommandLine$Model$CommandSpec",
                        "jakarta.",
                        "com.slack.",
                        "me.tongfei.",
                        "com.google.gson.",
                        "com.github.freva.",
                        "de.siegmar.",
                        "io.rootmon.channel.outbox.")
                    .stream()
                    .anyMatch(it -> line.contains(" " + it)));
  }
}
