package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.example;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command alert where it sends. */
class AlertToChannelsTest extends ConfiguredCommand {
  @Test
  void alertSendsByRouteAndPrintsTheResponses() throws IOException {
    String config =
        config(
            CHAT + "," + SIEM,
            "{\"severity\": \"CRITICAL\", \"channels\": [\"chat\"]}",
            "{\"severity\": \"HIGH\", \"channels\": [\"siem\"]}");

    CommandResult ran = run("alert", "--config", config, example("root-console-login.json"));

    assertThat(ran)
        .isEqualTo(
            new CommandResult(
                0,
                """
                CRITICAL  2026-03-14T02:17:45Z  Root signed in to account 111122223333 without MFA from 203.0.113.7
                  chat: delivered, message 1710382.0001 in C0123456789
                  siem: delivered, HTTP 200
                """,
                "rootmon: Sending to chat, siem of " + config + ".\n"));
    assertThat(farEnd.messages()).hasSize(2);
    assertThat(farEnd.replies())
        .singleElement()
        .asString()
        .contains("thread_ts=1710382.0001", "deny-root-111122223333");
    assertThat(Files.exists(Path.of("rootmon-outbox"))).isFalse();
  }

  @Test
  void alertFailsWhenAChannelRejectsOrItsSecretIsMissing() throws IOException {
    String config = config(CHAT + "," + CLOSED + "," + SIEM);
    environment = Map.of("TOKEN", "xoxb-hidden-1");

    CommandResult ran = run("alert", "--config", config, example("root-console-login.json"));

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.out())
        .endsWith(
            """
              chat: delivered, message 1710382.0001 in C0123456789
              closed: rejected: Slack: not_in_channel; invite the bot to the channel
              siem: failed: secret: environment variable ADDRESS is not set
            """);
    assertThat(ran.err())
        .endsWith(
            """
            rootmon: 1 of 1 alert not delivered everywhere.
            rootmon: The other channels were notified of the rejected alert.
            """);
  }

  @Test
  void alertReportsFindingsWithoutARoute() throws IOException {
    String config = config(CHAT);

    CommandResult ran = run("alert", "--config", config, example("assume-root-audit.json"));

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("LOW ").endsWith("\n  no route matches\n");
    assertThat(ran.err()).isEqualTo("rootmon: 1 finding without an alert: no route matches.\n");
    assertThat(farEnd.bodies()).isEmpty();
  }

  @Test
  void minSeverityNarrowsTheRoutes() throws IOException {
    String config = config(CHAT, "{\"severity\": \"INFO\", \"channels\": [\"chat\"]}");

    CommandResult all = run("alert", "--config", config, example("assume-root-audit.json"));
    CommandResult narrowed =
        run(
            "alert",
            "--config",
            config,
            "--min-severity",
            "HIGH",
            example("assume-root-audit.json"));

    assertThat(all.out()).contains("chat: delivered");
    assertThat(narrowed)
        .isEqualTo(
            new CommandResult(
                0, "", "rootmon: No alert.\nrootmon: 1 finding below HIGH, without an alert.\n"));
    assertThat(farEnd.messages()).hasSize(1);
  }

  @Test
  void alertSendsNothingWhenAnOutboxIsGiven() throws IOException {
    Path outbox = folder.resolve("outbox");

    CommandResult ran =
        run(
            "alert",
            "--config",
            config(CHAT),
            "--out",
            outbox.toString(),
            example("root-console-login.json"));

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).startsWith("rootmon: Nothing is sent, because --out is given.\n");
    assertThat(outbox).isNotEmptyDirectory();
    assertThat(farEnd.bodies()).isEmpty();
  }

  @Test
  void alertDoesNotSendMoreThanTwentyUnlessSure() throws IOException {
    String config = config(SIEM);
    String archive = signIns(21).toString();

    CommandResult unsure = run("alert", "--config", config, archive);

    assertThat(unsure)
        .isEqualTo(
            new CommandResult(
                2,
                "",
                "rootmon: 21 alerts would go to siem of "
                    + config
                    + ". Nothing was sent.\nrootmon: Preview them with --out DIR, select fewer with"
                    + " --min-severity, or send all with --yes.\n"));
    assertThat(farEnd.bodies()).isEmpty();
    assertThat(run("alert", "--yes", "--config", config, archive).code()).isZero();
    assertThat(farEnd.bodies()).hasSize(21);
  }

  @Test
  void alertSendsTwentyUnasked() throws IOException {
    assertThat(run("alert", "--config", config(SIEM), signIns(20).toString()).code()).isZero();
    assertThat(farEnd.bodies()).hasSize(20);
  }

  /** An archive of that many acts, each in an account of its own. */
  private Path signIns(int count) throws IOException {
    String event = Files.readString(Path.of(example("root-console-login.json")));
    List<String> events = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      events.add(
          event
              .replace(
                  "0b8d7f4e-5a26-4c93-8e1f-92d4a6b3c571",
                  "0b8d7f4e-5a26-4c93-8e1f-0000000000" + (10 + at))
              .replace("111122223333", "1111222233" + (10 + at)));
    }
    return Files.writeString(folder.resolve("events.json"), String.join("\n", events));
  }
}
