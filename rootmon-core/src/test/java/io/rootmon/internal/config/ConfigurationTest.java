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
import java.nio.charset.StandardCharsets;
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
          {"accounts":{"1111":"a"}}                         | accounts.1111: must be 12 digits but is '1111'
          {"accounts":{"arn:aws:iam::111122223333:x":"a"}}  | accounts.arn:aws:iam::111122223333:x: must be 12 digits but is 'arn:aws:iam::111122223333:x'
          {"accounts":{"111122223333":7}}                   | accounts.111122223333: must be a name or an object but is 7
          {"accounts":{"111122223333":""}}                  | accounts.111122223333: must be a name or an object but is empty
          {"accounts":{"111122223333":{"name":["a"]}}}      | accounts.111122223333.name: must be a string but is a list
          {"accounts":{"111122223333":{"owner":null}}}      | accounts.111122223333.owner: must be a string but is null
          {"accounts":{"111122223333":{"team":"a"}}}        | accounts.111122223333.team: is an unknown key. Use name, owner, organizationalUnit
          {"accounts":[]}                                   | accounts: must be an object from account ids to names but is an empty list
          {"acounts":{}}                                    | acounts: is an unknown key. Did you mean 'accounts'?
          "text"                                            | must be an object but is the text 'text'
          {} {}                                             | must be one JSON object, but after it comes an empty object
          {"channels":{}}                                   | channels: must be an object with at least one channel but is an empty object
          {"channels":{"A":{"type":"outbox","folder":"o"}}} | channels.A: must be at most 32 lowercase letters, digits and dashes, starting with a letter, but is 'A'
          {"channels":{"a":"sns"}}                          | channels.a: must be an object with a type but is the text 'sns'
          {"channels":{"a":{}}}                             | channels.a.type: is missing. Set it to one of sns, ses, slack, webhook, pagerduty, teams, jsm, eventbridge, securityhub, outbox
          {"channels":{"a":{"type":"slak","topic":1}}}      | channels.a.type: must be one of sns, ses, slack, webhook, pagerduty, teams, jsm, eventbridge, securityhub, outbox, but is 'slak'. Did you mean 'slack'?
          {"channels":{"a":{"type":"sns"}}}                 | channels.a.topic: is missing. Set it to the ARN of a standard SNS topic
          {"channels":{"a":{"type":"sns","topic":"root"}}}  | channels.a.topic: must be the ARN of a standard SNS topic but is 'root'
          {"channels":{"a":{"type":"outbox","folder":" "}}} | channels.a.folder: must be a folder but is empty
          {"channels":{"a":{"type":"ses","from":"a@example.com","to":[]}}}          | channels.a.to: must be a list of at least one email address but is an empty list
          {"channels":{"a":{"type":"ses","from":"a@example.com","to":["b"]}}}       | channels.a.to[0]: must be an email address but is 'b'
          {"channels":{"a":{"type":"outbox","folder":"o","topic":"x"}}}             | channels.a.topic: is an unknown key. Use type, notify, folder
          {"channels":{"a":{"type":"slack"}}}                                       | channels.a: must have exactly one of token with channel, webhook but has none
          {"channels":{"a":{"type":"slack","token":{"env":"A"}}}}                   | channels.a: must have exactly one of token with channel, webhook but has token
          {"channels":{"a":{"type":"slack","webhook":{}}}}                          | channels.a.webhook: must have exactly one of secretsManager, ssm, env but has none
          {"channels":{"a":{"type":"slack","webhook":{"env":"A","ssm":"/a"}}}}      | channels.a.webhook: must have exactly one of secretsManager, ssm, env but has env with ssm
          {"channels":{"a":{"type":"slack","webhook":{"env":"A","key":"b"}}}}       | channels.a.webhook: must have exactly one of secretsManager, ssm, env but has env with key
          {"channels":{"a":{"type":"slack","webhook":"hush"}}}                      | channels.a.webhook: must be an object with the location of the secret, such as {"env":"NAME"}, but is a different string
          {"channels":{"a":{"type":"slack","webhook":{"env":"hu-sh"}}}}             | channels.a.webhook.env: must be the name of an environment variable but is a different string
          {"routes":[]}                                     | routes: must be a list of at least one route but is an empty list
          {"routes":[{}]}                                   | routes[0].channels: is missing. Set it to a list of at least one channel
          {"routes":[{"channels":["a"],"severity":"BAD"}]}  | routes[0].severity: must be one of INFO, LOW, MEDIUM, HIGH, CRITICAL, but is 'BAD'
          {"routes":[{"channels":["a"],"accounts":["1"]}]}  | routes[0].accounts[0]: must be 12 digits but is '1'
          {"routes":[{"channels":["a"]}]}                   | routes[0].channels: must be the name of a channel but is 'a'
          {"state":{"region":"eu-west-1"}}                  | state.table: is missing. Set it to a DynamoDB table's name
          {"coverage":{}}                                   | coverage.regions: is missing. Set it to a list of at least one AWS region, each once
          {"coverage":{"regions":[]}}                       | coverage.regions: must be a list of at least one AWS region, each once, but is an empty list
          {"coverage":{"regions":["eu-west-1","eu-west-1"]}} | coverage.regions: must be a list of at least one AWS region, each once, but is a list with the same value twice
          {"coverage":{"regions":["Ireland"]}}              | coverage.regions[0]: must be an AWS region such as eu-west-1 but is 'Ireland'
          {"coverage":{"regions":["eu-west-1"],"silentAfterHours":0}} | coverage.silentAfterHours: must be a whole number of hours from 1 to 168 but is 0
          {"coverage":{"regions":["eu-west-1"],"silentAfterHours":169}} | coverage.silentAfterHours: must be a whole number of hours from 1 to 168 but is 169
          {"coverage":{"regions":["eu-west-1"],"silentAfterHours":1.5}} | coverage.silentAfterHours: must be a whole number of hours from 1 to 168 but is 1.5
          {"coverage":{"regions":["eu-west-1"],"excludedAccounts":["1"]}} | coverage.excludedAccounts[0]: must be 12 digits but is '1'
          {"trail":{"database":"rootmon"}}                  | trail.workgroup: is missing. Set it to an Athena workgroup's name
          {"trail":{"workgroup":"rootmon","database":"a b"}} | trail.database: must be a database's name in Athena but is 'a b'
          {"trail":{"workgroup":"rootmon","database":"rootmon"}} | trail: requires a table for the decisions. Add state with table
          {"coverage":{"regions":["eu-west-1"]}}            | coverage: requires a table for the heartbeats. Add state with table
          {"incident":{"inactivityMinutes":0}}                   | incident.inactivityMinutes: must be a whole number of minutes from 1 to 1440 but is 0
          {"incident":{"inactivityMinutes":1441}}                | incident.inactivityMinutes: must be a whole number of minutes from 1 to 1440 but is 1441
          {"expected":[]}                                   | expected: was renamed. Use maintenanceWindows
          {"incident":{"quietMinutes":30}}                  | incident.quietMinutes: was renamed. Use inactivityMinutes
          {"state":{"table":"abc"},"coverage":{"regions":["eu-west-1"],"leaveOut":[]}} | coverage.leaveOut: was renamed. Use excludedAccounts
          {"state":{"table":"abc"},"coverage":{"regions":["eu-west-1"],"leaveOutRegions":[]}} | coverage.leaveOutRegions: was renamed. Use excludedRegions
          {"incident":{"quiet":30}}                         | incident.quiet: is an unknown key. Use inactivityMinutes, maxHours
          {"organization":true}                             | organization: must be an object but is true
          {"organization":{"ownerTag":" "}}                 | organization.ownerTag: must be a tag's key but is empty
          {"accounts":{"111122223333":{"organizationalUnit":"Root//Prod"}}} | accounts.111122223333.organizationalUnit: must be names of units separated by slashes, such as Root/Workloads/Prod, but is 'Root//Prod'
          {"routes":[{"channels":["a"],"organizationalUnits":[]}]}          | routes[0].organizationalUnits: must be a list of at least one unit but is an empty list
          {"channels":{"a":{"type":"outbox","folder":"o"}},"routes":[{"channels":["a"]},{"channels":["a"],"severity":"LOW","organizationalUnits":["Root/Prod"]}]} | routes: organizationalUnits require the units of accounts. Add organization, or organizationalUnit to the accounts
          {"links":{"accessPortal":"http://d-1.awsapps.com/start"}}         | links.accessPortal: must be the https address of an access portal, such as https://d-1234567890.awsapps.com/start, but is 'http://d-1.awsapps.com/start'
          {"links":{"accessPortal":"https://a:b@example.com/"}}             | links.accessPortal: must be the https address of an access portal, such as https://d-1234567890.awsapps.com/start, but is 'https://***@example.com/'
          {"links":{"accessPortal":"https://example.com/%"}}                | links.accessPortal: must be an https address but is 'https://example.com/%'
          {"links":{"roleName":"Audit"}}                    | links.roleName: requires accessPortal, where the role is. Add it
          {"links":{"runbook":"https://example.com/{user}"}} | links.runbook: must be an https address in which only {account}, {kind} and {rule} are in braces, but is 'https://example.com/{user}'
          {"links":{"runbook":"https://{kind}.example.com/"}} | links.runbook: must be an https address in which only {account}, {kind} and {rule} are in braces, but is 'https://{kind}.example.com/'
          {"links":{"runbook":"https://example.com/^"}}     | links.runbook: must be an https address but is 'https://example.com/^'
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-03-14T02:00:00Z","until":"2026-03-14T04:00:00Z"}]} | maintenanceWindows[0].ticket: is missing. Set it to a string
          {"maintenanceWindows":[{"account":"1","from":"2026-03-14T02:00:00Z","until":"2026-03-14T04:00:00Z","ticket":"C"}]} | maintenanceWindows[0].account: must be 12 digits but is '1'
          {"maintenanceWindows":[{"account":"111122223333","from":"2 o'clock","until":"2026-03-14T04:00:00Z","ticket":"C"}]} | maintenanceWindows[0].from: must be a time such as 2026-03-14T02:00:00Z but is '2 o'clock'
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-02-30T02:00:00Z","until":"2026-03-14T04:00:00Z","ticket":"C"}]} | maintenanceWindows[0].from: must be a time such as 2026-03-14T02:00:00Z but is '2026-02-30T02:00:00Z'
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-03-14T04:00:00Z","until":"2026-03-14T05:00:00+01:00","ticket":"C"}]} | maintenanceWindows[0].until: must be a time after 2026-03-14T04:00:00Z but is 2026-03-14T04:00:00Z
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-03-01T00:00:00Z","until":"2026-04-01T00:00:01Z","ticket":"C"}]} | maintenanceWindows[0].until: must be at most 31 days after 2026-03-01T00:00:00Z but is 2026-04-01T00:00:01Z
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-03-01T00:00:00Z","until":"2026-03-02T00:00:00Z","ticket":"C","kinds":["ROOT"]}]} | maintenanceWindows[0].kinds[0]: must be one of DIRECT, LONG_TERM_KEY, ASSUMED_ROOT, ASSUME_ROOT, ROOT_ISSUED_SESSION, ROOT_TARGETED, SERVICE_ON_BEHALF, TAMPERING, but is 'ROOT'
          {"maintenanceWindows":[{"account":"111122223333","from":"2026-03-01T00:00:00Z","until":"2026-03-02T00:00:00Z","ticket":"C","events":["Console Login"]}]} | maintenanceWindows[0].events[0]: must be a call's name such as ConsoleLogin but is 'Console Login'
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
            "rootmon.json: channels.boss: no route leads to it. Add it to a route, or remove it\n"
                + "rootmon.json: report.weekly.channels: must be the name of a channel but is 'bos'. Did you mean 'boss'?");
    assertThatThrownBy(
            () ->
                ConfigurationDocument.parse(
                    "rootmon.json", document.replace(", \"pager\"]}", ", \"x\"]}")))
        .hasMessage(
            "rootmon.json: report.weekly.channels: must be the name of a channel but is 'x'");
    assertThatThrownBy(
            () ->
                ConfigurationDocument.parse(
                    "rootmon.json", document.replace("\"state\": {\"table\": \"rootmon\"},", "")))
        .hasMessage(
            "rootmon.json: report: requires a table for the incidents. Add state with table");
  }

  @Test
  void refusesAnEmptyDocument() {
    assertThatThrownBy(() -> ConfigurationDocument.parse("rootmon.json", ""))
        .hasMessage("rootmon.json: must be a JSON object but is empty");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'accounts': {}} | names and texts must be in straight double quotes (\")",
        "{\u201caccounts\u201d: {}} | names and texts must be in straight double quotes (\")",
        "{\"accounts\": {},} | nothing follows the last comma. Remove the comma",
        "{\"weeklyReport\": [1, ]} | nothing follows the last comma. Remove the comma",
        "{/* ours */ \"accounts\": {}} | JSON has no comments. Remove the comment",
        "{ # ours | JSON has no comments. Remove the comment"
      })
  void saysHowToCorrectWhatOtherFormatsAllow(String json, String reason) {
    assertThatThrownBy(() -> ConfigurationDocument.parse("rootmon.json", json))
        .hasMessageEndingWith("the JSON is broken: " + reason);
  }

  @Test
  void readsWhatWindowsEditorsWrite(@TempDir Path folder) throws IOException {
    String json = "{\"accounts\": {\"111122223333\": \"Z\u00fcrich\"}}";
    Path file = folder.resolve("rootmon.json");
    for (byte[] bytes :
        List.of(
            ("\ufeff" + json).getBytes(StandardCharsets.UTF_8),
            json.getBytes(StandardCharsets.UTF_16),
            ("\ufeff" + json).getBytes(StandardCharsets.UTF_16LE))) {
      Files.write(file, bytes);

      assertThat(ConfigurationDocument.read(file).accounts().values())
          .extracting(Account::name)
          .containsExactly(Optional.of("Z\u00fcrich"));
    }
  }

  @Test
  void namesTheLineThatIsNotUtf8(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rootmon.json");
    Files.write(
        file,
        "{\n\"accounts\": {\"111122223333\": \"Z\u00fcrich\"}}"
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> ConfigurationDocument.read(file))
        .hasMessage(
            file + ": line 2: must be UTF-8 but contains the byte 0xFC. Save the file as UTF-8");
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
            rootmon.json: acounts: is an unknown key. Did you mean 'accounts'?
            rootmon.json: channels.a/b: must be at most 32 lowercase letters, digits and dashes, starting with a letter, but is 'a/b'
            rootmon.json: channels.pager.topc: is an unknown key. Did you mean 'topic'?
            rootmon.json: channels.pager.topic: is missing. Set it to the ARN of a standard SNS topic
            rootmon.json: routes[0].channels[0]: must be a channel's name but is 1
            rootmon.json: routes[1]: must be an object with channels but is 7"""
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
        .hasMessage("rootmon.json: must have at most 1048576 characters but has 2000000");
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
        .hasMessage("channels: is missing or empty, so no alert would be sent. Add a channel");
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
