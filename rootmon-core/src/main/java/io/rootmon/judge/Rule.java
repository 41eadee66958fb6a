package io.rootmon.judge;

import io.rootmon.detect.RootActivity;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/**
 * A line of the policy.
 *
 * @param id what reports, cases and the command line call it
 * @param advice what to do now; {@code {name}} stands for a detail of the event, see {@link
 *     AdviceTemplate}
 * @param page AWS's page on the matter
 */
public record Rule(
    String id,
    Severity severity,
    String reason,
    Technique technique,
    List<String> advice,
    URI page,
    Predicate<RootActivity> condition) {
  public Rule {
    advice = List.copyOf(advice);
    if (advice.size() < 2 || advice.size() > 4) {
      throw new IllegalArgumentException(
          id + ": advice: expected 2 to 4 lines but was " + advice.size());
    }
  }
}
