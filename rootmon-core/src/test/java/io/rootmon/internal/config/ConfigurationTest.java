package io.rootmon.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.detect.ActivityKind;
import io.rootmon.internal.coverage.CoverageSettings;
import io.rootmon.judge.Severity;
import io.rootmon.route.Route;
import io.rootmon.route.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final AccountId SANDBOX = new AccountId("444455556666");

  @Test
  void namesAccounts(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rootmon.json"),
            """
            {"accounts": {
              "111122223333": {"name": "payments-prod", "owner": "payments"},
              "444455556666": "sandbox"
            }}
            """);

    var accounts = ConfigurationDocument.read(file).accountDirectory();

    assertThat(accounts.find(PAYMENTS))
        .isEqualTo(
            new Account(
                Optional.of(PAYMENTS), Optional.of("payments-prod"), Optional.of("payments")));
    assertThat(accounts.find(SANDBOX))
        .isEqualTo(new Account(Optional.of(SANDBOX), Optional.of("sandbox"), Optional.empty()));
    AccountId other = new AccountId("777788889999");
    assertThat(accounts.find(other)).isEqualTo(Account.unnamed(other));
  }

  @Test
  void mayNameNothing() {
    assertThat(ConfigurationDocument.parse("rootmon.json", "{}"))
        .isEqualTo(ConfigurationDocument.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"accounts":{"1111":"a"}}                         | accounts.1111: expected 12 digits but was '1111'
          {"accounts":{"arn:aws:iam::111122223333:x":"a"}}  | accounts.arn:aws:iam::111122223333:x: expected 12 digits but was 'arn:aws:iam::111122223333:x'
          {"accounts":{"111122223333":7}}                   | accounts.111122223333: expected a name or an object but was 7
          {"accounts":{"111122223333":""}}                  | accounts.111122223333: expected a name or an object but was empty
          {"accounts":{"111122223333":{"name":["a"]}}}      | accounts.111122223333.name: expected a text but was a list
          {"accounts":{"111122223333":{"owner":null}}}      | accounts.111122223333.owner: expected a text but was null
          {"accounts":{"111122223333":{"team":"a"}}}        | accounts.111122223333.team: expected one of name, owner, organizationalUnit but was an unknown key
          {"accounts":[]}                                   | accounts: expected an object from account ids to names but was an empty list
          {"acounts":{}}                                    | acounts: expected one of $schema, accounts, organization, channels, routes, state, sources, queueUrl, coverage, incident, protectedResources, links, timeZone, location, proxy, templates, maintenanceWindows, rules, customRules, exclusions, responses, escalation, report but was an unknown key
          "text"                                            | expected an object but was the text 'text'
          {} {}                                             | expected the end of the document but was an empty object
          {"channels":{}}                                   | channels: expected an object with at least one channel but was an empty object
          {"channels":{"A":{"type":"outbox","folder":"o"}}} | channels.A: expected a small letter, then at most 31 small letters, digits and dashes but was 'A'
          {"channels":{"a":"sns"}}                          | channels.a: expected an object with a type but was the text 'sns'
          {"channels":{"a":{}}}                             | channels.a.type: expected one of sns, ses, slack, webhook, pagerduty, teams, jsm, eventbridge, securityhub, outbox but was missing
          {"channels":{"a":{"type":"slak","topic":1}}}      | channels.a.type: expected one of sns, ses, slack, webhook, pagerduty, teams, jsm, eventbridge, securityhub, outbox but was 'slak'
          {"channels":{"a":{"type":"sns"}}}                 | channels.a.topic: expected the ARN of a standard SNS topic but was missing
          {"channels":{"a":{"type":"sns","topic":"root"}}}  | channels.a.topic: expected the ARN of a standard SNS topic but was 'root'
          {"channels":{"a":{"type":"outbox","folder":" "}}} | channels.a.folder: expected a folder but was empty
          {"channels":{"a":{"type":"ses","from":"a@example.com","to":[]}}}          | channels.a.to: expected a list of at least one e-mail address but was an empty list
          {"channels":{"a":{"type":"ses","from":"a@example.com","to":["b"]}}}       | channels.a.to[0]: expected an e-mail address but was 'b'
          {"channels":{"a":{"type":"outbox","folder":"o","topic":"x"}}}             | channels.a.topic: expected one of type, notify, folder but was an unknown key
          {"channels":{"a":{"type":"slack"}}}                                       | channels.a: expected exactly one of token with channel, webhook but was type
          {"channels":{"a":{"type":"slack","token":{"env":"A"}}}}                   | channels.a: expected exactly one of token with channel, webhook but was type with token
          {"channels":{"a":{"type":"slack","webhook":{}}}}                          | channels.a.webhook: expected exactly one of secretsManager, ssm, env but was none
          {"channels":{"a":{"type":"slack","webhook":{"env":"A","ssm":"/a"}}}}      | channels.a.webhook: expected exactly one of secretsManager, ssm, env but was env with ssm
          {"channels":{"a":{"type":"slack","webhook":{"env":"A","key":"b"}}}}       | channels.a.webhook: expected exactly one of secretsManager, ssm, env but was env with key
          {"channels":{"a":{"type":"slack","webhook":"hush"}}}                      | channels.a.webhook: expected an object with the location of the secret but was another text
          {"channels":{"a":{"type":"slack","webhook":{"env":"hu-sh"}}}}             | channels.a.webhook.env: expected the name of an environment variable but was another text
          {"routes":[]}                                     | routes: expected a list of at least one route but was an empty list
          {"routes":[{}]}                                   | routes[0].channels: expected a list of at least one channel but was missing
          {"routes":[{"channels":["a"],"severity":"BAD"}]}  | routes[0].severity: expected one of INFO, LOW, MEDIUM, HIGH, CRITICAL but was 'BAD'
          {"routes":[{"channels":["a"],"accounts":["1"]}]}  | routes[0].accounts[0]: expected 12 digits but was '1'
          {"routes":[{"channels":["a"]}]}                   | routes[0].channels: expected the name of a channel but was 'a'
          {"state":{"region":"eu-west-1"}}                  | state.table: expected a DynamoDB table's name but was missing
          {"coverage":{}}                                   | coverage.regions: expected a list of at least one AWS region, each once but was missing
          {"coverage":{"regions":[]}}                       | coverage.regions: expected a list of at least one AWS region, each once but was an empty list
          {"coverage":{"regions":["eu-west-1","eu-west-1"]}} | coverage.regions: expected a list of at least one AWS region, each once but was a list
          {"coverage":{"regions":["Ireland"]}}              | coverage.regions[0]: expected an AWS region but was 'Ireland'
          {"coverage":{"regions":["eu-west-1"],"silentAfterHours":0}} | coverage.silentAfterHours: expected a whole number of hours from 1 to 168 but was 0
          {"coverage":{"regions":["eu-west-1"],"silentAfterHours":169}} | coverage.silentAfterHours: expected a whole number of hours from 1 to 168 but was 169
          {"coverage":{"regions":["eu-west-1"],"silentAfterHours":1.5}} | coverage.silentAfterHours: expected a whole number of hours from 1 to 168 but was 1.5
          {"coverage":{"regions":["eu-west-1"],"excludedAccounts":["1"]}} | coverage.excludedAccounts[0]: expected 12 digits but was '1'
          {"coverage":{"regions":["eu-west-1"]}}            | coverage: expected a table in state, which stores the heartbeats, but was none
          {"incident":{"inactivityMinutes":0}}                   | incident.inactivityMinutes: expected a whole number of minutes from 1 to 1440 but was 0
          {"incident":{"inactivityMinutes":1441}}                | incident.inactivityMinutes: expected a whole number of minutes from 1 to 1440 but was 1441
          {"expected":[]}                                   | expected: expected the key maintenanceWindows but was its old name
          {"incident":{"quietMinutes":30}}                  | incident.quietMinutes: expected the key inactivityMinutes but was its old name
          {"state":{"table":"abc"},"coverage":{"regions":["eu-west-1"],"leaveOut":[]}} | coverage.leaveOut: expected the key excludedAccounts but was its old name
          {"state":{"table":"abc"},"coverage":{"regions":["eu-west-1"],"leaveOutRegions":[]}} | coverage.leaveOutRegions: expected the key excludedRegions but was its old name
          {"incident":{"quiet":30}}                         | incident.quiet: expected one of inactivityMinutes, maxHours but was an unknown key
          {"organization":true}                             | organization: expected an object but was true
          {"organization":{"ownerTag":" "}}                 | organization.ownerTag: expected a tag's key but was empty
          {"accounts":{"111122223333":{"organizationalUnit":"Root//Prod"}}} | accounts.111122223333.organizationalUnit: expected names of units separated by slashes, such as Root/Workloads/Prod but was 'Root//Prod'
          {"routes":[{"channels":["a"],"organizationalUnits":[]}]}          | routes[0].organizationalUnits: expected a list of at least one unit but was an empty list
          {"channels":{"a":{"type":"outbox","folder":"o"}},"routes":[{"channels":["a"]},{"channels":["a"],"severity":"LOW","organizationalUnits":["Root/Prod"]}]} | routes: expected the section organization, which organizationalUnits require, but was none
          {"links":{"accessPortal":"http://d-1.awsapps.com/start"}}         | links.accessPortal: expected the https address of an access portal, such as https://d-1234567890.awsapps.com/start but was 'http://d-1.awsapps.com/start'
          {"links":{"accessPortal":"https://a:b@example.com/"}}             | links.accessPortal: expected the https address of an access portal, such as https://d-1234567890.awsapps.com/start but was 'https://***@example.com/'
          {"links":{"accessPortal":"https://example.com/%"}}                | links.accessPortal: expected an https address but was 'https://example.com/%'
          {"links":{"roleName":"Audit"}}                    | links.roleName: expected an accessPortal, where the role is, but was none
          {"links":{"runbook":"https://example.com/{user}"}} | links.runbook: expected an https address in which only {account}, {kind} and {rule} are in braces but was 'https://example.com/{user}'
          {"links":{"runbook":"https://{kind}.example.com/"}} | links.runbook: expected an https address in which only {account}, {kind} and {rule} are in braces but was 'https://{kind}.example.com/'
          {"links":{"runbook":"https://example.com/^"}}     | links.runbook: expected an https address but was 'https://example.com/^'
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-03-14T02:00:00Z","until":"2026-03-14T04:00:00Z"}]} | maintenanceWindows[0].ticket: expected a text but was missing
          {"maintenanceWindows":[{"account":"1","from":"2026-03-14T02:00:00Z","until":"2026-03-14T04:00:00Z","ticket":"C"}]} | maintenanceWindows[0].account: expected 12 digits but was '1'
          {"maintenanceWindows":[{"account":"111122223333","from":"2 o'clock","until":"2026-03-14T04:00:00Z","ticket":"C"}]} | maintenanceWindows[0].from: expected a time such as 2026-03-14T02:00:00Z but was '2 o'clock'
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-02-30T02:00:00Z","until":"2026-03-14T04:00:00Z","ticket":"C"}]} | maintenanceWindows[0].from: expected a time such as 2026-03-14T02:00:00Z but was '2026-02-30T02:00:00Z'
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-03-14T04:00:00Z","until":"2026-03-14T05:00:00+01:00","ticket":"C"}]} | maintenanceWindows[0].until: expected a time after 2026-03-14T04:00:00Z but was 2026-03-14T04:00:00Z
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-03-01T00:00:00Z","until":"2026-04-01T00:00:01Z","ticket":"C"}]} | maintenanceWindows[0].until: expected at most 31 days after 2026-03-01T00:00:00Z but was 2026-04-01T00:00:01Z
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-03-01T00:00:00Z","until":"2026-03-02T00:00:00Z","ticket":"C","kinds":["ROOT"]}]} | maintenanceWindows[0].kinds[0]: expected one of DIRECT, LONG_TERM_KEY, ASSUMED_ROOT, ASSUME_ROOT, ROOT_ISSUED_SESSION, ROOT_TARGETED, SERVICE_ON_BEHALF, TAMPERING but was 'ROOT'
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-03-01T00:00:00Z","until":"2026-03-02T00:00:00Z","ticket":"C","events":["Console Login"]}]} | maintenanceWindows[0].events[0]: expected a call's name such as ConsoleLogin but was 'Console Login'
          """)
  void rejectsUnknownKeys(String json, String problem) {
    assertThatThrownBy(() -> ConfigurationDocument.parse("rootmon.json", json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rootmon.json: " + problem);
  }

  @Test
  void aChannelMayBeThereForTheWeekAlone() {
    String document =
        """
        {"channels": {"pager": {"type": "outbox", "folder": "a"},
                      "boss": {"type": "outbox", "folder": "b"}},
         "routes": [{"channels": ["pager"]}],
         "state": {"table": "rootmon"},
         "report": {"weekly": {"channels": ["boss", "pager"]}}}
        """;

    assertThat(ConfigurationDocument.parse("rootmon.json", document).weekly())
        .containsExactly("boss", "pager");
    assertThatThrownBy(
            () ->
                ConfigurationDocument.parse(
                    "rootmon.json", document.replace("[\"boss\", ", "[\"bos\", ")))
        .hasMessage(
            "rootmon.json: channels.boss: expected a route to it but no route leads to it\n"
                + "rootmon.json: report.weekly.channels: expected the name of a channel but was 'bos'");
    assertThatThrownBy(
            () ->
                ConfigurationDocument.parse(
                    "rootmon.json", document.replace(", \"pager\"]}", ", \"x\"]}")))
        .hasMessage(
            "rootmon.json: report.weekly.channels: expected the name of a channel but was 'x'");
    assertThatThrownBy(
            () ->
                ConfigurationDocument.parse(
                    "rootmon.json", document.replace("\"state\": {\"table\": \"rootmon\"},", "")))
        .hasMessage(
            "rootmon.json: report: expected a table in state, which stores the incidents, but was"
                + " none");
  }

  @Test
  void refusesAnEmptyDocument() {
    assertThatThrownBy(() -> ConfigurationDocument.parse("rootmon.json", ""))
        .hasMessage("rootmon.json: expected an object but was nothing");
  }

  @Test
  void refusesBrokenJsonAndRepeatedKeysWithTheirPlace() {
    assertThatThrownBy(
            () -> ConfigurationDocument.parse("rootmon.json", "{\n  \"accounts\": {,}\n}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rootmon.json: line 2, column 16: the JSON is broken: ");
    assertThatThrownBy(
            () ->
                ConfigurationDocument.parse(
                    "rootmon.json",
                    "{\"accounts\": {\"111122223333\": \"a\", \"111122223333\": \"b\"}}"))
        .hasMessageContaining("Duplicate field '111122223333'");
  }

  @Test
  void reportsAllProblemsTogether() {
    assertThatThrownBy(
            () ->
                ConfigurationDocument.parse(
                    "rootmon.json",
                    """
                    {"acounts": {},
                     "channels": {"a/b": {"type": "outbox", "folder": "out"},
                                  "pager": {"type": "sns", "topc": "x"}},
                     "routes": [{"channels": [1]}, 7]}
                    """))
        .hasMessage(
            """
            rootmon.json: acounts: expected one of $schema, accounts, organization, channels, routes, \
            state, sources, queueUrl, coverage, incident, protectedResources, links, timeZone, location, proxy, templates, \
            maintenanceWindows, rules, customRules, exclusions, responses, escalation, report but was an unknown key
            rootmon.json: channels.a/b: expected a small letter, then at most 31 small letters, digits \
            and dashes but was 'a/b'
            rootmon.json: channels.pager.topc: expected one of type, notify, topic, format but was an unknown key
            rootmon.json: channels.pager.topic: expected the ARN of a standard SNS topic but was missing
            rootmon.json: routes[0].channels[0]: expected a channel's name but was 1
            rootmon.json: routes[1]: expected an object with channels but was 7"""
                .replace("\\\n", ""));
  }

  @Test
  void quotesNoSecretThatLacksItsQuotes() {
    assertThatThrownBy(() -> ConfigurationDocument.parse("rootmon.json", "{\"token\": hush}"))
        .hasMessageStartingWith(
            "rootmon.json: line 1, column 11: the JSON is broken: Unrecognized token")
        .hasNoCause()
        .hasMessageNotContaining("hush");
  }

  @Test
  void readsNoEndlessAndNoDeepDocument() {
    assertThatThrownBy(() -> ConfigurationDocument.parse("rootmon.json", "[".repeat(100)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nesting depth (33) exceeds the maximum allowed (32");
    assertThatThrownBy(() -> ConfigurationDocument.parse("rootmon.json", " ".repeat(2_000_000)))
        .hasMessage("rootmon.json: expected at most 1048576 characters but was 2000000");
  }

  @Test
  void notifiesAllChannelsWithoutARoute() {
    ConfigurationDocument configuration =
        ConfigurationDocument.parse(
            "rootmon.json",
            """
            {"channels": {"files": {"type": "outbox", "folder": "out"},
                          "alarms": {"type": "outbox", "folder": "more"}}}
            """);

    assertThat(configuration.requireChannels().routes())
        .isEqualTo(Routes.toAll(Set.of("files", "alarms")));
    assertThat(configuration.routes().routes().get(0).channels())
        .containsExactly("files", "alarms");
  }

  @Test
  void readsRoutesAndState() {
    ConfigurationDocument configuration =
        ConfigurationDocument.parse(
            "rootmon.json",
            """
            {"$schema": "rootmon.schema.json",
             "channels": {"files": {"type": "outbox", "folder": "out"}},
             "routes": [{"channels": ["files"]},
                        {"accounts": ["111122223333"], "severity": "LOW",
                         "kinds": ["DIRECT"], "channels": ["files"]}],
             "state": {"table": "rootmon", "region": "eu-west-1"}}
            """);

    assertThat(configuration.routes().routes())
        .containsExactly(
            new Route(Set.of(), Severity.MEDIUM, Set.of(), Set.of("files")),
            new Route(
                Set.of(PAYMENTS), Severity.LOW, Set.of(ActivityKind.DIRECT), Set.of("files")));
    assertThat(configuration.state())
        .contains(new StateSettings("rootmon", Optional.of("eu-west-1")));
  }

  @Test
  void requiresAChannelOfWhoDelivers() {
    assertThatThrownBy(ConfigurationDocument.EMPTY::requireChannels)
        .hasMessage("channels: expected at least one but was none: no alert would be sent");
  }

  @Test
  void reportsAMissingFile(@TempDir Path folder) {
    assertThatThrownBy(() -> ConfigurationDocument.read(folder.resolve("none.json")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void readsTheMonitoredAccountsAndRegions() {
    String document =
        """
        {"state": {"table": "rootmon"}, "coverage": {"regions": ["eu-west-1", "us-east-1"]%s}}
        """;

    assertThat(ConfigurationDocument.parse("rootmon.json", document.formatted("")).coverage())
        .contains(
            new CoverageSettings(
                new LinkedHashSet<>(List.of("eu-west-1", "us-east-1")),
                Duration.ofHours(3),
                Set.of()));
    String more = ", \"silentAfterHours\": 6, \"excludedAccounts\": [\"111122223333\"]";
    assertThat(ConfigurationDocument.parse("rootmon.json", document.formatted(more)).coverage())
        .contains(
            new CoverageSettings(
                new LinkedHashSet<>(List.of("eu-west-1", "us-east-1")),
                Duration.ofHours(6),
                Set.of(new AccountId("111122223333"))));
  }
}
