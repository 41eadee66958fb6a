package io.rootmon.judge;

import io.rootmon.detect.RootActivity;
import java.net.URI;
import java.util.ArrayList;
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

  /** As what happened around it makes it: the severity, and the reasons for that. */
  public Finding as(Severity other, List<String> more) {
    if (other == severity && more.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(other == severity ? reasons : more);
    all.addAll(other == severity ? more : reasons);
    return new Finding(activity, other, ruleId, all, technique, rootTask, advice, page);
  }
}
