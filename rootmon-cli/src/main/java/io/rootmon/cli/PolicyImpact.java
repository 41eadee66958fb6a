package io.rootmon.cli;

import io.rootmon.account.AccountId;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Exclusion;
import io.rootmon.judge.Finding;
import io.rootmon.judge.OrganizationPolicy;
import io.rootmon.judge.Rule;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the findings that each override, rule and exclusion of a configuration changes. */
final class PolicyImpact {
  private static final int MAX_EXAMPLES = 3;

  private final OrganizationPolicy policy;
  private final SeverityPolicy shipped;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long findings;

  /** The number of findings, and the first few. */
  private static final class Entry {
    private long count;
    private final List<String> examples = new ArrayList<>();

    void add(String example) {
      count++;
      if (examples.size() < MAX_EXAMPLES) {
        examples.add(example);
      }
    }
  }

  PolicyImpact(ConfigurationDocument configuration) {
    this.policy = configuration.policy();
    this.shipped = StandardRules.policy().expecting(configuration.maintenanceWindows());
    policy.severities().keySet().stream().sorted().forEach(it -> entry(override(it)));
    policy.rules().forEach(it -> entry(own(it)));
    policy.exclusions().forEach(it -> entry(exclusion(it)));
  }

  private Entry entry(String name) {
    return entries.computeIfAbsent(name, unused -> new Entry());
  }

  private static String override(String rule) {
    return "rules." + rule;
  }

  private static String own(Rule rule) {
    return "customRules " + rule.id();
  }

  private static String exclusion(Exclusion exclusion) {
    return "exclusions " + exclusion.label();
  }

  /** Adds a finding of the configuration's policy. */
  void add(Finding finding) {
    findings++;
    Finding before = shipped.judge(finding.activity());
    String event =
        finding.activity().event().time()
            + " "
            + finding.activity().account().map(AccountId::value).orElse("unknown account")
            + " "
            + finding.activity().event().name();
    boolean isOverridden =
        finding.reasons().stream().anyMatch(it -> it.startsWith(OrganizationPolicy.SEVERITY_NOTE));
    if (isOverridden) {
      entry(override(finding.ruleId())).add(event + ": " + change(before, finding));
    }
    policy.rules().stream()
        .filter(it -> it.id().equals(finding.ruleId()))
        .forEach(it -> entry(own(it)).add(event + ": " + change(before, finding)));
    finding
        .exclusion()
        .ifPresent(
            it ->
                entry(exclusion(it))
                    .add(event + ": " + finding.severity() + " " + finding.ruleId()));
  }

  private static String change(Finding before, Finding after) {
    String severity = before.severity() + " -> " + after.severity();
    return before.ruleId().equals(after.ruleId())
        ? severity
        : severity + ", " + before.ruleId() + " before";
  }

  /** Returns a line for each entry of the policy, and its first examples below it. */
  String text() {
    StringBuilder text =
        new StringBuilder("of ").append(CountText.of(findings, "finding")).append(":\n");
    if (entries.isEmpty()) {
      return text.append("  The configuration has no rules, customRules or exclusions.\n")
          .toString();
    }
    entries.forEach(
        (name, entry) -> {
          text.append("  ").append(TerminalText.line(name)).append(": ").append(entry.count);
          text.append(entry.count == 0 ? " (no event matches)\n" : "\n");
          entry.examples.forEach(
              it -> text.append("    ").append(TerminalText.line(it)).append('\n'));
        });
    return text.toString();
  }
}
