package io.rootmon.judge;

import io.rootmon.detect.RootActivity;
import java.util.List;

/** The rules by which activities are judged; the first that fits decides the severity. */
public final class SeverityPolicy {
  private final List<Rule> rules;

  public SeverityPolicy(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  public static SeverityPolicy standard() {
    return new SeverityPolicy(List.of());
  }

  /** The rules in the order in which they are asked. */
  public List<Rule> rules() {
    return rules;
  }

  public Finding judge(RootActivity activity) {
    throw new UnsupportedOperationException();
  }
}
