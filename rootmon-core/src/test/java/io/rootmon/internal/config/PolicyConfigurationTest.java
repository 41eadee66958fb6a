package io.rootmon.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.Account;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.judge.Exclusion;
import io.rootmon.judge.Finding;
import io.rootmon.judge.OrganizationPolicy;
import io.rootmon.judge.Rule;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Severities, rules and exclusions of an organization. */
class PolicyConfigurationTest {
  private static final String CALL =
      """
      {"eventVersion": "1.11", "eventTime": "2026-03-14T02:17:45Z", "awsRegion": "eu-west-1",
       "eventSource": "SERVICE.amazonaws.com", "eventName": "NAME", "eventID": "event-1",
       "sourceIPAddress": "192.0.2.10", "readOnly": READ, "recipientAccountId": "111122223333",
       "requestParameters": {"bucketName": "archive"},
       "userIdentity": {"type": "Root", "accountId": "111122223333", "principalId": "111122223333",
                        "arn": "arn:aws:iam::111122223333:root"}}
      """;
  private static final String CREATE_BUCKET = call("s3", "CreateBucket");
  private static final String STOP_LOGGING = call("cloudtrail", "StopLogging");
  private static final String EXCLUSION =
      "\"exclusions\": [{\"reason\": \"nightly import\", \"owner\": \"data team\", %s}]";

  @Test
  void aConfiguredSeverityReplacesTheShippedOneAndIsNamed() throws Exception {
    String rule = judge("", CREATE_BUCKET).ruleId();

    Finding finding =
        judge("\"rules\": {\"" + rule + "\": {\"severity\": \"LOW\"}}", CREATE_BUCKET);

    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.reasons()).contains("Severity set by your configuration; HIGH without it");
  }

  @Test
  void aKeyNamesOneRule() {
    OrganizationPolicy policy =
        parse("\"rules\": {\"root.sign-in\": {\"severity\": \"CRITICAL\"}}").policy();

    assertThat(policy.severities()).containsOnly(Map.entry("root.sign-in", Severity.CRITICAL));
  }

  /** Each shipped rule that is CRITICAL, or HIGH and about tampering. */
  @Test
  void noProtectedRuleCanBeLowerThanHigh() {
    StandardRules.policy().rules().stream()
        .filter(OrganizationPolicy::isProtected)
        .forEach(
            rule -> {
              assertThatThrownBy(
                      () -> parse("\"rules\": {\"" + rule.id() + "\": {\"severity\": \"MEDIUM\"}}"))
                  .as(rule.id())
                  .hasMessageStartingWith(
                      "rootmon.json: rules." + rule.id() + ".severity: must be HIGH or CRITICAL,");
              assertThatThrownBy(
                      () -> parse(EXCLUSION.formatted("\"rules\": [\"" + rule.id() + "\"]")))
                  .as(rule.id())
                  .hasMessage(
                      "rootmon.json: exclusions[0].rules: must be a rule that is neither CRITICAL"
                          + " nor about tampering but is '"
                          + rule.id()
                          + "'");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "rules": {"root.sing-in": {"severity": "LOW"}} | rules.root.sing-in: must be the id of a rule, which 'rootmon rules' lists, but is 'root.sing-in'. Did you mean 'root.sign-in'?
          "rules": {"root.read": {"level": "LOW"}} | rules.root.read.level: is an unknown key. Use severity\\nrootmon.json: rules.root.read.severity: is missing. Set it to one of INFO, LOW, MEDIUM, HIGH, CRITICAL
          "exclusions": [{"reason": "a", "owner": "b"}] | exclusions[0].reason: is the only condition, so every finding would be excluded. Add rules, accounts, organizationalUnits, events, networks or principals
          "exclusions": [{"reason": "a", "events": ["X"]}] | exclusions[0].owner: is missing. Set it to a string
          "exclusions": [{"reason": "a", "owner": "b", "networks": ["192.0.2.1/24"]}] | exclusions[0].networks[0]: must be a network such as 192.0.2.0/24 but is '192.0.2.1/24'
          "exclusions": [{"reason": "a", "owner": "b", "networks": ["0.0.0.0/0"]}] | exclusions[0].networks[0]: must be a network such as 192.0.2.0/24 but is '0.0.0.0/0'
          "exclusions": [{"reason": "a", "owner": "b", "principals": ["*"]}] | exclusions[0].principals[0]: must be an ARN or the name of a service, in which * matches any characters, but is '*'
          "customRules": [{"id": "root.read", "severity": "LOW", "reason": "a", "advice": ["b", "c"], "pattern": {"source": ["aws.s3"]}}] | customRules[0].id: must be an id that no other rule has but is 'root.read'
          "customRules": [{"id": "own", "severity": "LOW", "reason": "a", "advice": ["b", "c"]}] | customRules[0].pattern: is missing. Set it to an event pattern of EventBridge
          "customRules": [{"id": "own", "severity": "LOW", "reason": "a", "advice": ["b", "c"], "pattern": 7}] | customRules[0].pattern: must be an event pattern of EventBridge but is 7
          "customRules": [{"id": "own", "severity": "LOW", "reason": "a", "advice": ["b"], "pattern": {"source": ["aws.s3"]}}] | customRules[0].advice: must be a list of 2 to 4 strings but is a list of 1
          """)
  void namesThePathAndTheRemedy(String json, String problem) {
    assertThatThrownBy(() -> parse(json))
        .hasMessage("rootmon.json: " + problem.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "events": ["CreateBucket"]                                    | true
          "events": ["CreateBucket"], "accounts": ["444455556666"]      | false
          "accounts": ["111122223333"]                                  | true
          "organizationalUnits": ["Root/Data"]                          | true
          "organizationalUnits": ["Root/Prod"]                          | false
          "organizationalUnits": ["Root/Prod"], "accounts": ["111122223333"] | true
          "networks": ["198.51.100.0/24", "192.0.2.0/25"]               | true
          "networks": ["198.51.100.0/24"]                               | false
          "principals": ["arn:aws:iam::*:root"]                         | true
          "principals": ["arn:aws:iam::444455556666:root"]              | false
          "events": ["CreateBucket"], "until": "2026-03-14T02:17:45Z"   | false
          "events": ["CreateBucket"], "until": "2026-03-14T02:17:46Z"   | true
          """)
  void anExclusionMatchesAFindingThatMeetsEveryCriterion(String criteria, boolean excluded)
      throws Exception {
    String accounts =
        "\"accounts\": {\"111122223333\": {\"organizationalUnit\": \"Root/Data/A\"}}, ";

    Finding finding = judge(accounts + EXCLUSION.formatted(criteria), CREATE_BUCKET);

    assertThat(finding.exclusion().map(Exclusion::label).stream().toList())
        .isEqualTo(excluded ? List.of("nightly import (data team)") : List.of());
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void noExclusionMatchesACriticalFinding() throws Exception {
    Finding finding = judge(EXCLUSION.formatted("\"accounts\": [\"111122223333\"]"), STOP_LOGGING);

    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.exclusion()).isEmpty();
  }

  @Test
  void anOwnRuleDecidesBeforeTheShippedOnes() throws Exception {
    String own =
        """
        "customRules": [{"id": "own.archive", "severity": "CRITICAL", "reason": "root used the archive",
          "advice": ["Call the archive team.", "Compare the buckets."],
          "pattern": {"detail": {"eventSource": ["s3.amazonaws.com"],
            "requestParameters": {"bucketName": [{"prefix": "arch"}]}},
            "rootmon": {"outcome": ["SUCCEEDED"]}}}]
        """;

    Finding finding = judge(own, CREATE_BUCKET);

    assertThat(finding.ruleId()).isEqualTo("own.archive");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.reasons().get(0)).isEqualTo("root used the archive");
    assertThat(finding.advice()).containsExactly("Call the archive team.", "Compare the buckets.");
    assertThat(judge(own.replace("arch\"", "other\""), CREATE_BUCKET).ruleId())
        .isEqualTo(judge("", CREATE_BUCKET).ruleId());
  }

  /** An own rule is no way around the protection. */
  @Test
  void anOwnRuleCannotLowerTamperingBelowHigh() throws Exception {
    Finding finding =
        judge(
            """
            "customRules": [{"id": "own.trail", "severity": "INFO", "reason": "a",
              "advice": ["b", "c"], "pattern": {"detail": {"eventName": ["StopLogging"]}}}],
            "rules": {"own.trail": {"severity": "LOW"}}
            """,
            STOP_LOGGING);

    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void aRuleThatFailsIsReportedAndTheOthersJudgeTheEvent() throws Exception {
    RootActivity activity = activity(CREATE_BUCKET);
    Rule broken =
        own(
            "own.broken",
            it -> {
              throw new IllegalStateException("the pattern could not be matched: no JSON");
            });

    Finding shipped = policy(List.of(broken)).judge(activity);
    Finding next = policy(List.of(broken, own("own.next", it -> true))).judge(activity);

    String reported =
        "Your rule own.broken failed, and the other rules judged the event: the pattern could not"
            + " be matched: no JSON";
    assertThat(shipped.ruleId()).isEqualTo(judge("", CREATE_BUCKET).ruleId());
    assertThat(shipped.severity()).isEqualTo(Severity.HIGH);
    assertThat(shipped.reasons()).contains(reported);
    assertThat(next.ruleId()).isEqualTo("own.next");
    assertThat(next.reasons()).contains(reported);
    assertThat(new AlertFactory(Account::unnamed).about(shipped).why())
        .anyMatch(it -> it.startsWith("Your rule own.broken failed"));
  }

  private static Rule own(String id, Predicate<RootActivity> condition) {
    return StandardRules.custom(
        id, Severity.CRITICAL, "a", List.of("Call the team.", "Compare the buckets."), condition);
  }

  private static SeverityPolicy policy(List<Rule> own) {
    return StandardRules.policy()
        .with(new OrganizationPolicy(Map.of(), own, List.of()), Account::unnamed);
  }

  @Test
  void aBrokenPatternIsAProblemOfTheConfiguration() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    "customRules": [{"id": "own", "severity": "LOW", "reason": "a",
                      "advice": ["b", "c"], "pattern": {"detail": {"eventName": "StopLogging"}}}]
                    """))
        .hasMessageStartingWith(
            "rootmon.json: customRules[0].pattern: is no valid EventBridge pattern: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"details": {"eventName": ["StopLogging"]}} | details: is an unknown field. Did you mean 'detail'?
          {"id": ["x"]} | id: is an unknown field. Use source, detail-type, account, region, time, detail, rootmon
          {"source": ["iam.amazonaws.com"]} | source: must begin with aws. as aws.iam does but is 'iam.amazonaws.com'
          {"account": [111122223333]} | account: must be a string of 12 digits but is a number
          {"rootmon": {"severity": ["HIGH"]}} | rootmon.severity: is an unknown field. Use kind, outcome, mfa, account
          {"rootmon": {"mfa": ["NONE"]}} | rootmon.mfa: must be one of USED, NOT_USED, NOT_REACHED, UNKNOWN, NOT_APPLICABLE but is 'NONE'
          {"rootmon": {"account": ["payments-prod"]}} | rootmon.account: must be a string of 12 digits but is 'payments-prod'
          {"detail": {"eventNames": ["StopLogging"]}} | detail.eventNames: is an unknown field. Did you mean 'eventName'?
          {"detail": {"userIdentity": {"type": ["root"]}}} | detail.userIdentity.type: must be Root but is 'root'
          {"$or": [{"source": ["aws.iam"]}, {"sources": ["aws.s3"]}]} | sources: is an unknown field. Did you mean 'source'?
          """)
  void aPatternThatCanNeverMatchIsAProblem(String pattern, String problem) {
    assertThatThrownBy(() -> parse(rule(pattern)))
        .hasMessage("rootmon.json: customRules[0].pattern: can never match: " + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"detail-type\": [\"AWS API Call via CloudTrail\"], \"time\": [{\"prefix\": \"20\"}]}",
        "{\"source\": [{\"prefix\": \"aws.\"}], \"region\": [{\"anything-but\": \"us-west-2\"}]}",
        "{\"$or\": [{\"source\": [\"aws.s3\"]}, {\"detail\": {\"readOnly\": [true]}}]}",
        "{\"rootmon\": {\"kind\": [\"DIRECT\", \"LONG_TERM_KEY\"], \"account\": [{\"wildcard\": \"1*\"}]}}",
        "{\"detail\": {\"requestParameters\": {\"bucketName\": [{\"exists\": true}]}}}"
      })
  void aPatternMatchesTheFieldsOfEventBridge(String pattern) throws Exception {
    assertThat(judge(rule(pattern), CREATE_BUCKET).ruleId()).isEqualTo("own");
  }

  private static String rule(String pattern) {
    return "\"customRules\": [{\"id\": \"own\", \"severity\": \"LOW\", \"reason\": \"a\","
        + " \"advice\": [\"b\", \"c\"], \"pattern\": "
        + pattern
        + "}]";
  }

  private static ConfigurationDocument parse(String settings) {
    return ConfigurationDocument.parse("rootmon.json", "{" + settings + "}");
  }

  private static Finding judge(String settings, String event) throws Exception {
    ConfigurationDocument configuration = parse(settings);
    return configuration.severityPolicy(configuration.accountDirectory()).judge(activity(event));
  }

  private static RootActivity activity(String event) throws Exception {
    return new Detector().detect(new CloudTrailReader().events(event).get(0)).orElseThrow();
  }

  private static String call(String service, String name) {
    return CALL.replace("SERVICE", service).replace("NAME", name).replace("READ", "false");
  }
}
