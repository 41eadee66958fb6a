package io.rootmon.judge;

import io.rootmon.account.AccountDirectory;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.text.SafeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the severity policy that an organization sets in its configuration.
 *
 * <p>Findings of CRITICAL rules and tampering with the monitoring setup are protected: nothing here
 * lowers them below HIGH or excludes them.
 *
 * @param severities severities by rule id, in place of the built-in ones
 * @param rules the organization's custom rules; the first that matches decides instead of the
 *     built-in rule
 * @param exclusions findings that no channel is notified of
 */
public record OrganizationPolicy(
    Map<String, Severity> severities, List<Rule> rules, List<Exclusion> exclusions) {
  /** No severities, rules or exclusions of the organization. */
  public static final OrganizationPolicy NONE =
      new OrganizationPolicy(Map.of(), List.of(), List.of());

  /** The start of a reason that names a severity of {@link #severities}. */
  public static final String SEVERITY_NOTE = "Severity set by your configuration";

  /** The start of a reason that names an exclusion. */
  public static final String EXCLUSION_NOTE = "Excluded by your configuration";

  /** The start of a reason that names a rule of {@link #rules} that could not judge an event. */
  public static final String FAILURE_NOTE = "Your rule";

  private static final String FAILED = " failed, and the other rules judged the event: ";

  private static final int MAX_PROBLEM_LENGTH = 160;

  /**
   * The lowest severity of a protected finding, if the built-in rules give it at least that
   * severity.
   */
  static final Severity PROTECTED_MINIMUM = Severity.HIGH;

  public OrganizationPolicy {
    severities = Collections.unmodifiableMap(new LinkedHashMap<>(severities));
    rules = List.copyOf(rules);
    exclusions = List.copyOf(exclusions);
  }

  /** Returns whether the configuration cannot exclude the rule or lower it below HIGH. */
  public static boolean isProtected(Rule rule) {
    return rule.severity() == Severity.CRITICAL
        || (rule.severity() == Severity.HIGH
            && (rule.id().startsWith("watch.") || rule.id().startsWith("guardrail.")));
  }

  /** Applies custom rules and severities to a finding of the built-in rules. */
  Finding withSeverity(Finding shipped, boolean isProtected) {
    RootActivity activity = shipped.activity();
    Finding finding = shipped;
    List<String> failures = new ArrayList<>();
    Optional<Rule> own =
        activity.is(ActivityKind.SERVICE_ON_BEHALF)
            ? Optional.empty()
            : rules.stream().filter(it -> matches(it, activity, failures)).findFirst();
    if (own.isPresent()) {
      finding = byOwnRule(shipped, own.get(), limit(own.get().severity(), shipped, isProtected));
    }
    for (String failure : failures) {
      finding = finding.withReason(failure);
    }
    Severity configured = severities.get(finding.ruleId());
    if (configured == null) {
      return finding;
    }
    Severity severity = limit(configured, shipped, isProtected);
    return severity == finding.severity() ? finding : finding.withSeverity(severity, note(finding));
  }

  /** A rule that fails has no say: the next rules judge the event, and the finding reports it. */
  private static boolean matches(Rule rule, RootActivity activity, List<String> failures) {
    try {
      return rule.condition().test(activity);
    } catch (RuntimeException e) {
      failures.add(
          FAILURE_NOTE
              + " "
              + rule.id()
              + FAILED
              + SafeText.line(String.valueOf(e.getMessage()), MAX_PROBLEM_LENGTH));
      return false;
    }
  }

  /**
   * Returns the reasons that name a rule of the configuration that could not judge the event, with
   * its error.
   */
  public static List<String> failures(Finding finding) {
    return finding.reasons().stream()
        .filter(it -> it.startsWith(FAILURE_NOTE + " ") && it.contains(FAILED))
        .toList();
  }

  private static String note(Finding finding) {
    return SEVERITY_NOTE + "; " + finding.severity() + " without it";
  }

  private static Severity limit(Severity wanted, Finding shipped, boolean isProtected) {
    Severity minimum =
        shipped.severity().isAtLeast(PROTECTED_MINIMUM) ? PROTECTED_MINIMUM : shipped.severity();
    return isProtected && !wanted.isAtLeast(minimum) ? minimum : wanted;
  }

  private static Finding byOwnRule(Finding shipped, Rule own, Severity severity) {
    List<String> reasons = new ArrayList<>(List.of(own.reason()));
    reasons.addAll(shipped.reasons());
    reasons.add("Rule " + own.id() + " of your configuration; " + shipped.ruleId() + " without it");
    return shipped.decidedBy(
        own, severity, reasons, AdviceTemplate.fill(own.advice(), shipped.activity()));
  }

  /** Marks the finding if an exclusion matches it. */
  Finding withExclusion(Finding finding, boolean isProtected, AccountDirectory accounts) {
    if (isProtected || finding.severity() == Severity.CRITICAL) {
      return finding;
    }
    return exclusions.stream()
        .filter(it -> it.matches(finding, accounts))
        .findFirst()
        .map(finding::excludedBy)
        .orElse(finding);
  }
}
