package io.rootmon.cli;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.Detector;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.judge.Finding;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An example of each rule: an event that the rule decides. */
final class RuleExamples {
  /** A line for each rule. A test writes it from the cases of the rules. */
  static final String FILE = "rule-examples.jsonl";

  private static final AccountId ACCOUNT = new AccountId("111122223333");

  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final AlertFactory alerts =
      new AlertFactory(
          AccountDirectory.of(
              Map.of(
                  ACCOUNT,
                  new Account(
                      Optional.of(ACCOUNT), Optional.of("payments-prod"), Optional.empty()))));

  RuleExamples() {
    SeverityPolicy policy = StandardRules.policy();
    InputStream file = RuleExamples.class.getResourceAsStream(FILE);
    if (file == null) {
      return;
    }
    try (ReadResultIterator results = new CloudTrailReader().read(file, FILE)) {
      while (results.hasNext()) {
        if (results.next() instanceof ReadResult.EventRead read) {
          new Detector()
              .detect(read.event())
              .map(policy::judge)
              .ifPresent(it -> findings.putIfAbsent(it.ruleId(), it));
        }
      }
    }
  }

  /** Returns an example of each rule. */
  List<Finding> findings() {
    return List.copyOf(findings.values());
  }

  /** Returns the headline of the example. */
  Optional<String> headline(String ruleId) {
    return finding(ruleId).map(it -> alerts.about(it).headline());
  }

  /** Returns the advice for the example. */
  List<String> advice(String ruleId) {
    return finding(ruleId).map(it -> alerts.about(it).advice()).orElse(List.of());
  }

  private Optional<Finding> finding(String ruleId) {
    return Optional.ofNullable(findings.get(ruleId));
  }
}
