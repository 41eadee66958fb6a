package io.rootmon.judge;

import io.rootmon.detect.RootActivity;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An activity, judged.
 *
 * @param ruleId the rule that decided the severity
 * @param reasons why it is as alarming as it is, the deciding one first
 * @param advice what to do now, two to four lines
 * @param rootTask the task, where AWS lists it among those that require root
 * @param page AWS's page on the matter
 */
public record Finding(
    RootActivity activity,
    Severity severity,
    String ruleId,
    List<String> reasons,
    Technique technique,
    Optional<RootTask> rootTask,
    List<String> advice,
    URI page) {
  public Finding {
    reasons = List.copyOf(reasons);
    advice = List.copyOf(advice);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("reasons: expected at least one but was none");
    }
  }
}
