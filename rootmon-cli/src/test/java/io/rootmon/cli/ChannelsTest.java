package io.rootmon.cli;

import static io.rootmon.cli.Ran.example;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that speak to far ends. */
class ChannelsTest {
  private static final String CHAT =
      "\"chat\": {\"type\": \"slack\", \"token\": {\"env\": \"TOKEN\"}, \"channel\":"
          + " \"C0123456789\", \"api\": \"FAR/slack/\"}";
  private static final String CLOSED =
      CHAT.replace("chat", "closed").replace("/slack/", "/refusing/");
  private static final String SIEM =
      "\"siem\": {\"type\": \"webhook\", \"address\": {\"env\": \"ADDRESS\"}, \"key\": {\"env\":"
          + " \"KEY\"}}";
  private static final String TOPIC =
      "\"topic\": {\"type\": \"sns\", \"topic\": \"arn:aws:sns:eu-west-1:111122223333:alerts\"}";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @SuppressWarnings("NullAway.Init") // before each
  private FarEnd farEnd;

  @SuppressWarnings("NullAway.Init") // before each
  private Map<String, String> environment;

  @BeforeEach
  void start() throws IOException {
    farEnd = new FarEnd();
    environment =
        Map.of(
            "TOKEN", "xoxb-hidden-1",
            "ADDRESS", farEnd.address() + "/webhook?key=hidden-2",
            "KEY", "hidden-3");
  }

  @AfterEach
  void stop() {
    farEnd.close();
  }

  @Test
  void alertSendsByTheRoutesAndSaysWhatTheFarEndSaid() throws IOException {
    String config =
        config(
            CHAT + "," + SIEM,
            "{\"severity\": \"CRITICAL\", \"channels\": [\"chat\"]}",
            "{\"severity\": \"HIGH\", \"channels\": [\"siem\"]}");

    Ran ran = run("alert", "--config", config, example("root-console-login.json"));

    assertThat(ran)
        .isEqualTo(
            new Ran(
                0,
                """
                CRITICAL  2026-03-14T02:17:45Z  Root signed in to account 111122223333 (name unknown) without MFA from 203.0.113.7
                  chat: delivered, message 1710382.0001 in C0123456789
                  siem: delivered, HTTP 200
                """,
                "rootmon: sending to chat, siem of " + config + "\n"));
    assertThat(farEnd.bodies()).hasSize(2);
    assertThat(Files.exists(Path.of("rootmon-outbox"))).isFalse();
  }

  @Test
  void alertFailsWhereAChannelRefusesOrItsSecretIsMissing() throws IOException {
    String config = config(CHAT + "," + CLOSED + "," + SIEM);
    environment = Map.of("TOKEN", "xoxb-hidden-1");

    Ran ran = run("alert", "--config", config, example("root-console-login.json"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .endsWith(
            """
              chat: delivered, message 1710382.0001 in C0123456789
              closed: refused: Slack: not_in_channel; invite the bot to the channel
              siem: not delivered: secret: environment variable ADDRESS: expected a secret but was not set; put the secret there, then try again
            """);
    assertThat(ran.err())
        .endsWith(
            """
            rootmon: 1 of 1 alert not delivered everywhere
            rootmon: a channel that refuses was told of in the other channels too
            """);
  }

  @Test
  void alertSaysWhatNoRouteWants() throws IOException {
    String config = config(CHAT);

    Ran ran = run("alert", "--config", config, example("assume-root-audit.json"));

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("LOW ").endsWith("\n  no route wants it\n");
    assertThat(ran.err()).isEqualTo("rootmon: 1 finding that no route wants, not told\n");
    assertThat(farEnd.bodies()).isEmpty();
  }

  @Test
  void minSeverityNarrowsWhatRoutesSay() throws IOException {
    String config = config(CHAT, "{\"severity\": \"INFO\", \"channels\": [\"chat\"]}");

    Ran all = run("alert", "--config", config, example("assume-root-audit.json"));
    Ran narrowed =
        run(
            "alert",
            "--config",
            config,
            "--min-severity",
            "HIGH",
            example("assume-root-audit.json"));

    assertThat(all.out()).contains("chat: delivered");
    assertThat(narrowed)
        .isEqualTo(new Ran(0, "", "rootmon: no alert\nrootmon: 1 finding below HIGH, not told\n"));
    assertThat(farEnd.bodies()).hasSize(1);
  }

  @Test
  void alertSendsNothingWhereAnOutboxIsGiven() throws IOException {
    Path outbox = folder.resolve("outbox");

    Ran ran =
        run(
            "alert",
            "--config",
            config(CHAT),
            "--out",
            outbox.toString(),
            example("root-console-login.json"));

    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .startsWith("rootmon: a rehearsal, since --out was given: nothing is sent\n");
    assertThat(outbox).isNotEmptyDirectory();
    assertThat(farEnd.bodies()).isEmpty();
  }

  @Test
  void alertDoesNotSendMoreThanTwentyUnlessSure() throws IOException {
    String config = config(SIEM);
    String archive = signIns(21).toString();

    Ran unsure = run("alert", "--config", config, archive);

    assertThat(unsure)
        .isEqualTo(
            new Ran(
                1,
                "",
                "rootmon: 21 alerts would go to siem of "
                    + config
                    + ": nothing was sent\nrootmon: look at them with --out DIR, narrow them with"
                    + " --min-severity, or send them with --yes\n"));
    assertThat(farEnd.bodies()).isEmpty();
    assertThat(run("alert", "--yes", "--config", config, archive).code()).isZero();
    assertThat(farEnd.bodies()).hasSize(21);
  }

  @Test
  void alertSendsTwentyUnasked() throws IOException {
    assertThat(run("alert", "--config", config(SIEM), signIns(20).toString()).code()).isZero();
    assertThat(farEnd.bodies()).hasSize(20);
  }

  @Test
  void sendTestMarksTheAlertAndReportsEachChannel() throws IOException {
    String config = config(CHAT + "," + CLOSED + "," + SIEM + "," + TOPIC);

    Ran ran = withAws(() -> run("send-test", "--config", config));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo("rootmon: sending a test to chat, closed, siem, topic of " + config + "\n");
    assertThat(ran.out().replaceAll(" +\\d+\\.\\d s", " T s").lines())
        .containsExactly(
            "chat    slack      DELIVERED T s  message 1710382.0001 in C0123456789",
            "closed  slack      REFUSED T s  Slack: not_in_channel; invite the bot to the channel",
            "siem    webhook    DELIVERED T s  HTTP 200",
            "topic   sns        DELIVERED T s  message 567910cd");
    assertThat(farEnd.bodies())
        .hasSize(4)
        .allSatisfy(
            it ->
                assertThat(URLDecoder.decode(it, StandardCharsets.UTF_8))
                    .contains("TEST: nobody did anything", "CRITICAL", "There is nothing to do"));
  }

  @Test
  void eachTestIsANewAlertAndGoesOnlyWhereItWasAskedTo() throws IOException {
    String config = config(CHAT + "," + SIEM);

    Ran first = run("send-test", "--config", config, "--channel", "siem");
    Ran second = run("send-test", "--config", config, "--channel", "siem");

    assertThat(List.of(first.code(), second.code())).containsExactly(0, 0);
    assertThat(first.out()).hasLineCount(1).startsWith("siem  webhook");
    Pattern id = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
    assertThat(
            farEnd.bodies().stream()
                .map(it -> id.matcher(it).results().findFirst().map(r -> r.group())))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(it -> it.isPresent());
  }

  @Test
  void sendTestRefusesWhatItCannotUse() throws IOException {
    String config = config(CHAT + "," + SIEM);

    assertThat(run("send-test", "--config", config, "--channel", "chat", "--channel", "pager"))
        .isEqualTo(
            new Ran(2, "", "rootmon: --channel: expected one of chat, siem but was 'pager'\n"));
    assertThat(run("send-test", "--config", config, "--timeout", "0"))
        .isEqualTo(new Ran(2, "", "rootmon: --timeout: expected 1 to 300 seconds but was 0\n"));
    assertThat(run("send-test", "--config", example("rootmon.json")).err())
        .isEqualTo(
            "rootmon: --config: " + example("rootmon.json") + ": expected channels but was none\n");
    assertThat(farEnd.bodies()).isEmpty();
  }

  @Test
  void checkConfigNamesAllProblems() throws IOException {
    Path broken =
        Files.writeString(
            folder.resolve("broken.json"),
            """
            {"channels": {"Topic": {"type": "sns", "topic": "nope"}, "x": {"type": "teams"}},
             "routes": [{"severity": "HUGE", "channels": ["x"]}], "stat": {}}
            """);
    String lines =
        """
        broken.json: channels.Topic: expected a small letter, then at most 31 small letters, digits and dashes but was 'Topic'
        broken.json: channels.Topic.topic: expected the ARN of a standard SNS topic but was 'nope'
        broken.json: channels.x.type: expected one of sns, ses, slack, webhook, pagerduty, outbox but was 'teams'
        broken.json: routes[0].severity: expected one of INFO, LOW, MEDIUM, HIGH, CRITICAL but was 'HUGE'
        broken.json: stat: expected one of $schema, accounts, channels, routes, state but was an unknown key
        """;

    assertThat(run("check-config", broken.toString()))
        .isEqualTo(
            new Ran(
                1,
                "",
                lines.replaceAll("(?m)^(?=.)", "rootmon: ")
                    + "rootmon: "
                    + broken
                    + ": 5 problems\n"));
    assertThat(run("alert", "--config", broken.toString(), example("archive")))
        .isEqualTo(new Ran(2, "", lines.replaceAll("(?m)^(?=.)", "rootmon: --config: ")));
    assertThat(run("check-config", "none.json"))
        .isEqualTo(
            new Ran(
                1,
                "",
                """
                rootmon: none.json: expected a file but there is none
                rootmon: none.json: 1 problem
                """));
  }

  @Test
  void checkConfigShowsWhoIsToldOfWhat() {
    Ran ran = run("check-config", example("rootmon-channels.json"));

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().lines()).allMatch(it -> it.length() <= 80);
    assertThat(ran.out())
        .contains(
            "  chat (slack)\n    token: environment variable SLACK_TOKEN\n    channel: C0123456789\n",
            "| payments | some     | some | some   | -   | -    |\n",
            "| pager    | all      | -    | -      | -   | -    |\n",
            "  MEDIUM and above in payments-prod (111122223333): payments\n",
            "  payments-prod (111122223333), payments team\n",
            "  DynamoDB table rootmon in the region where rootmon runs\n")
        .doesNotContain("Secrets");
  }

  @Test
  void checkConfigReadsSecretsWhenAsked() throws IOException {
    String config = config(CHAT + "," + SIEM);

    assertThat(run("check-config", "--secrets", config).code()).isZero();
    environment = Map.of("TOKEN", "xoxb-hidden-1", "KEY", "hidden-3");
    Ran ran = run("check-config", "--secrets", config);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .endsWith(
            """
            Secrets
              chat.token: read from environment variable TOKEN
              siem.address: NOT READ: environment variable ADDRESS: expected a secret but was not set
              siem.key: read from environment variable KEY
            """);
    assertThat(farEnd.bodies()).isEmpty();
  }

  /** Every run: no secret may be in what it prints. */
  private Ran run(String... arguments) {
    Ran ran = Ran.within(environment, arguments);
    assertThat(ran.out() + ran.err()).doesNotContain("hidden");
    return ran;
  }

  private Ran withAws(Supplier<Ran> run) {
    Map<String, String> aws =
        Map.of(
            "aws.endpointUrl", farEnd.address(),
            "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE",
            "aws.secretAccessKey", "not-a-secret-access-key");
    aws.forEach(System::setProperty);
    try {
      return run.get();
    } finally {
      aws.keySet().forEach(System::clearProperty);
    }
  }

  private String config(String channels, String... routes) throws IOException {
    String list = routes.length == 0 ? "" : ", \"routes\": [" + String.join(",", routes) + "]";
    String document =
        "{\"channels\": {" + channels.replace("FAR", farEnd.address()) + "}" + list + "}";
    return Files.writeString(folder.resolve("rootmon.json"), document).toString();
  }

  /** An archive of that many acts. */
  private Path signIns(int count) throws IOException {
    String event = Files.readString(Path.of(example("root-console-login.json")));
    List<String> events = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      events.add(
          event.replace(
              "0b8d7f4e-5a26-4c93-8e1f-92d4a6b3c571",
              "0b8d7f4e-5a26-4c93-8e1f-0000000000" + (10 + at)));
    }
    return Files.writeString(folder.resolve("events.json"), String.join("\n", events));
  }
}
