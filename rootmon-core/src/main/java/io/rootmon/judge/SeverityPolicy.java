package io.rootmon.judge;

import io.rootmon.account.AccountDirectory;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.text.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Judges activities with rules. The first matching rule decides the severity. The reasons of other
 * matching rules, unless the first overrules them, and of the circumstances are added. Immutable
 * and safe for use by multiple threads.
 */
public final class SeverityPolicy {
  /** The id of the rule for a correct password without the second factor. */
  public static final String PASSWORD_KNOWN = "root.password.known";

  /** The reason for {@link #PASSWORD_KNOWN} if the MFA check succeeded. */
  private static final String UNFINISHED =
      "the MFA check succeeded but no sign-in followed within "
          + DurationText.of(SignInLog.WINDOW)
          + ": the caller probably has the password";

  private final List<Rule> rules;
  private final List<Rule> fallbacks;
  private final MaintenanceWindows expectations;
  private final SignInLog signIns;
  private final OrganizationPolicy organization;
  private final AccountDirectory accounts;

  /**
   * Creates a policy.
   *
   * @param rules rules for known calls; the reasons of several may be combined
   * @param fallbacks evaluated only if no rule matches; the last one must match everything
   */
  public SeverityPolicy(List<Rule> rules, List<Rule> fallbacks) {
    this(
        rules,
        fallbacks,
        MaintenanceWindows.NONE,
        SignInLog.NONE,
        OrganizationPolicy.NONE,
        AccountDirectory.of(Map.of()));
  }

  private SeverityPolicy(
      List<Rule> rules,
      List<Rule> fallbacks,
      MaintenanceWindows expectations,
      SignInLog signIns,
      OrganizationPolicy organization,
      AccountDirectory accounts) {
    this.organization = organization;
    this.accounts = accounts;
    this.expectations = expectations;
    this.signIns = signIns;
    this.rules = List.copyOf(rules);
    this.fallbacks = List.copyOf(fallbacks);
    if (fallbacks.isEmpty()) {
      throw new IllegalArgumentException("fallbacks: expected at least one rule but was none");
    }
  }

  /** Returns a copy with maintenance windows. */
  public SeverityPolicy expecting(MaintenanceWindows windows) {
    return new SeverityPolicy(rules, fallbacks, windows, signIns, organization, accounts);
  }

  /** Returns a copy with an additional source of sign-ins, such as files. */
  public SeverityPolicy knowing(SignInLog others) {
    return new SeverityPolicy(rules, fallbacks, expectations, others, organization, accounts);
  }

  /**
   * Returns a copy with an organization's severities, rules and exclusions.
   *
   * @param directory finds the organizational unit of an account for exclusions
   */
  public SeverityPolicy with(OrganizationPolicy own, AccountDirectory directory) {
    return new SeverityPolicy(rules, fallbacks, expectations, signIns, own, directory);
  }

  /** Returns the rules in the order of evaluation. */
  public List<Rule> rules() {
    List<Rule> all = new ArrayList<>(rules);
    all.addAll(fallbacks);
    return all;
  }

  /** Returns whether MFA was requested and no sign-in followed. */
  private boolean isUnfinished(RootActivity activity) {
    return activity.passedMfaCheck()
        && (activity.event().isFollowUp()
            || signIns.isFollowed(activity).filter(it -> !it).isPresent());
  }

  /**
   * Judges an activity by the first rule that matches, and by the windows, severities and
   * exclusions.
   */
  public Finding judge(RootActivity activity) {
    Finding shipped = byRules(activity);
    boolean isProtected = isProtected(shipped);
    Finding own = organization.withSeverity(shipped, isProtected);
    return organization.withExclusion(expectations.judge(own), isProtected, accounts);
  }

  private static boolean isProtected(Finding shipped) {
    RootActivity activity = shipped.activity();
    return shipped.severity() == Severity.CRITICAL
        || activity.is(ActivityKind.TAMPERING)
        || activity.changesRootmon()
        || activity.attemptsTampering();
  }

  private Finding byRules(RootActivity activity) {
    List<Rule> fitting = rules.stream().filter(it -> it.condition().test(activity)).toList();
    boolean isUnfinished = isUnfinished(activity);
    if (isUnfinished) {
      fitting = rules.stream().filter(it -> it.id().equals(PASSWORD_KNOWN)).toList();
    }
    if (fitting.isEmpty()) {
      fitting = fallbacks.stream().filter(it -> it.condition().test(activity)).limit(1).toList();
    }
    Rule deciding = fitting.isEmpty() ? fallbacks.get(fallbacks.size() - 1) : fitting.get(0);
    List<String> reasons = new ArrayList<>(List.of(isUnfinished ? UNFINISHED : deciding.reason()));
    fitting.stream()
        .skip(1)
        .filter(it -> deciding.severity().isAtLeast(it.severity()))
        .map(Rule::reason)
        .forEach(reasons::add);
    reasons.addAll(ContextReasons.of(activity));
    return new Finding(
        activity,
        deciding.severity(),
        deciding.id(),
        reasons,
        deciding.technique(),
        RootOnlyTasks.find(activity),
        AdviceTemplate.fill(deciding.advice(), activity),
        deciding.page());
  }
}
