package io.rootmon.judge;

import io.rootmon.detect.RootActivity;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules by which activities are judged. The first rule that fits decides the severity; the
 * reasons of the others that fit, unless it overrules them, and the circumstances are added to its
 * own.
 */
public final class SeverityPolicy {
  private final List<Rule> rules;
  private final List<Rule> fallbacks;
  private final Expectations expectations;

  /**
   * @param rules what is known by name; reasons of several may add up
   * @param fallbacks what is asked only where none of the rules fits; the last must fit everything
   */
  public SeverityPolicy(List<Rule> rules, List<Rule> fallbacks) {
    this(rules, fallbacks, Expectations.NONE);
  }

  private SeverityPolicy(List<Rule> rules, List<Rule> fallbacks, Expectations expectations) {
    this.expectations = expectations;
    this.rules = List.copyOf(rules);
    this.fallbacks = List.copyOf(fallbacks);
    if (fallbacks.isEmpty()) {
      throw new IllegalArgumentException("fallbacks: expected at least one rule but was none");
    }
  }

  /** The same rules where root is expected at work. */
  public SeverityPolicy expecting(Expectations windows) {
    return new SeverityPolicy(rules, fallbacks, windows);
  }

  /** The rules in the order in which they are asked. */
  public List<Rule> rules() {
    List<Rule> all = new ArrayList<>(rules);
    all.addAll(fallbacks);
    return all;
  }

  public Finding judge(RootActivity activity) {
    return expectations.judge(byRules(activity));
  }

  private Finding byRules(RootActivity activity) {
    List<Rule> fitting = rules.stream().filter(it -> it.condition().test(activity)).toList();
    if (fitting.isEmpty()) {
      fitting = fallbacks.stream().filter(it -> it.condition().test(activity)).limit(1).toList();
    }
    Rule deciding = fitting.isEmpty() ? fallbacks.get(fallbacks.size() - 1) : fitting.get(0);
    List<String> reasons = new ArrayList<>(List.of(deciding.reason()));
    fitting.stream()
        .skip(1)
        .filter(it -> deciding.severity().isAtLeast(it.severity()))
        .map(Rule::reason)
        .forEach(reasons::add);
    reasons.addAll(Circumstances.of(activity));
    return new Finding(
        activity,
        deciding.severity(),
        deciding.id(),
        reasons,
        deciding.technique(),
        RootTasks.find(activity),
        Advice.fill(deciding.advice(), activity),
        deciding.page());
  }
}
