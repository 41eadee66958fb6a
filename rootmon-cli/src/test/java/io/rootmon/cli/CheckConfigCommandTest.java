package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.example;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckConfigCommandTest extends ConfiguredCommand {
  @Test
  void checkConfigNamesAllProblems() throws IOException {
    Path broken =
        Files.writeString(
            folder.resolve("broken.json"),
            """
            {"channels": {"Topic": {"type": "sns", "topic": "nope"}, "x": {"type": "pigeon"}},
             "routes": [{"severity": "HUGE", "channels": ["x"]}], "stat": {}}
            """);
    String lines =
        """
        broken.json: stat: is an unknown key. Did you mean 'state'?
        broken.json: channels.Topic: must be at most 32 lowercase letters, digits and dashes, starting with a letter, but is 'Topic'
        broken.json: channels.Topic.topic: must be the ARN of a standard SNS topic but is 'nope'
        broken.json: channels.x.type: must be one of sns, ses, slack, webhook, pagerduty, teams, jsm, eventbridge, securityhub, outbox, but is 'pigeon'
        broken.json: routes[0].severity: must be one of INFO, LOW, MEDIUM, HIGH, CRITICAL, but is 'HUGE'
        """
            .replaceAll("(?m)^broken.json", broken.toString());

    assertThat(run("check-config", broken.toString()))
        .isEqualTo(
            new CommandResult(
                3,
                "",
                lines.replaceAll("(?m)^(?=.)", "rootmon: ")
                    + "rootmon: 5 problems in "
                    + broken
                    + ".\n"));
    assertThat(run("alert", "--config", broken.toString(), example("archive")))
        .isEqualTo(new CommandResult(3, "", lines.replaceAll("(?m)^(?=.)", "rootmon: ")));
    assertThat(run("check-config", "none.json"))
        .isEqualTo(new CommandResult(3, "", "rootmon: No such file or folder: none.json\n"));
  }

  @Test
  void checkConfigShowsTheRoutes() {
    CommandResult ran = run("check-config", example("rootmon-channels.json"));

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().lines()).allMatch(it -> it.length() <= 80);
    assertThat(ran.out())
        .contains(
            "  chat (slack)\n    token: environment variable SLACK_TOKEN\n    channel: C0123456789\n",
            "| payments | some     | some | some   | -   | -    |\n",
            "| pager    | all      | -    | -      | -   | -    |\n",
            "  MEDIUM or higher in payments-prod (111122223333): payments\n",
            "  payments-prod (111122223333), payments team\n",
            "  DynamoDB table rootmon in the region where rootmon runs\n")
        .doesNotContain("Secrets");
  }

  @Test
  void checkConfigNamesALocationDatabaseThatIsMissingHere() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("location.json"),
            "{\"location\": {\"database\": \"/opt/none/City.mmdb\"}}");

    CommandResult ran = run("check-config", file.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .isEqualTo(
            "rootmon: The location database /opt/none/City.mmdb cannot be read on this machine."
                + " Alerts lack locations where it is missing.\n");
  }

  @Test
  void checkConfigHidesHeadersAndReportsSecretsInThem() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("headers.json"),
            """
            {"channels": {"hook": {"type": "webhook", "address": {"env": "HOOK"}, "headers": {
              "Authorization": "Bearer hush", "X-Api-Key": {"env": "KEY", "prefix": "Key"},
              "Accept-Language": "en"}}}}
            """);

    CommandResult ran = run("check-config", file.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "Authorization: (not shown); X-Api-Key: (env: KEY; prefix: Key);\n        Accept-Language: en")
        .doesNotContain("hush");
    assertThat(ran.err())
        .isEqualTo(
            "rootmon: channels.hook.headers.Authorization contains the secret itself. Store the"
                + " secret, and set the header to its location, such as {\"env\":\"NAME\"}.\n");
  }

  @Test
  void checkConfigShowsTheEscalation() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("answers.json"),
            """
            {"channels": {"chat": {"type": "slack", "token": {"env": "T"}, "channel": "C0123456789"}},
             "responses": {"signingSecret": {"env": "SIGNING"}},
             "escalation": {"afterMinutes": 15, "channels": ["chat"]},
             "state": {"table": "rootmon"}}
            """);
    environment = Map.of("T", "xoxb-hidden-1");

    CommandResult ran = run("check-config", "--secrets", file.toString());

    assertThat(ran.out())
        .contains(
            """
            Responses
              buttons in Slack, with the signing secret in environment variable SIGNING
              escalation without a response for 15 minutes: chat
            """)
        .endsWith("  responses.signingSecret: NOT READ: environment variable SIGNING is not set\n");
  }

  @Test
  void checkConfigPrintsEveryTemplateOnce() throws IOException {
    Path templates = folder.resolve("own");
    Path own = Files.createDirectories(templates.resolve("sns"));
    Files.writeString(own.resolve("body.txt.ftl"), "a\n${alert.nothing}");
    Files.writeString(own.resolve("subjekt.txt.ftl"), "never used");

    CommandResult ran =
        run("check-config", "--templates", templates.toString(), example("rootmon-channels.json"));

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .contains("template sns/body.txt.ftl line 2: The following has evaluated to null")
        .contains("template sns/subjekt.txt.ftl: rootmon has no template of this name")
        .contains("2 problems in ");
    Files.writeString(own.resolve("body.txt.ftl"), "${alert.headline}");
    Files.delete(own.resolve("subjekt.txt.ftl"));
    assertThat(
            run(
                    "check-config",
                    "--templates",
                    templates.toString(),
                    example("rootmon-channels.json"))
                .code())
        .isZero();
  }

  @Test
  void checkConfigReadsSecretsOnRequest() throws IOException {
    String config = config(CHAT + "," + SIEM);

    assertThat(run("check-config", "--secrets", config).code()).isZero();
    environment = Map.of("TOKEN", "xoxb-hidden-1", "KEY", "hidden-3");
    CommandResult ran = run("check-config", "--secrets", config);

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.out())
        .endsWith(
            """
            Secrets
              chat.token: read from environment variable TOKEN
              siem.address: NOT READ: environment variable ADDRESS is not set
              siem.key: read from environment variable KEY
            """);
    assertThat(farEnd.bodies()).isEmpty();
  }

  @Test
  void checkConfigShowsTheOrganizationsLinks() throws IOException {
    assertThat(run("check-config", example("rootmon.json")).out())
        .endsWith(
            """

            Incidents
              close after 30 minutes without a finding, and no later than 24 hours after
                  they open

            Links
              access portal: https://d-1234567890.awsapps.com/start
              role: SecurityAudit
              runbook: https://wiki.example.com/runbooks/root/{kind}?account={account}

            Maintenance windows
              CHG-123 of platform team in sandbox (777788889999) from
                  2026-04-02 18:00:00 until 2026-04-02 20:00:00 UTC, ConsoleLogin,
                  CloseAccount
            """);
    Path file =
        Files.writeString(
            folder.resolve("units.json"),
            """
            {"organization": {}, "channels": {"files": {"type": "outbox", "folder": "o"}},
             "routes": [{"channels": ["files"]},
                        {"accounts": ["111122223333"], "organizationalUnits": ["Root/Prod", "Root/Dev"],
                         "severity": "LOW", "channels": ["files"]}]}
            """);
    assertThat(run("check-config", file.toString()).out())
        .contains(
            "  LOW or higher in 111122223333, Root/Dev, Root/Prod: files\n",
            "| files   | all      | all  | all    | some | -    |\n",
            "Organization\n  names and units from AWS Organizations, the owner from the tag owner\n");
  }
}
