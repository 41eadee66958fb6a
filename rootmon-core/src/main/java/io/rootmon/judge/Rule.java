package io.rootmon.judge;

import io.rootmon.detect.RootActivity;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/**
 * A rule of the severity policy.
 *
 * @param id the name in reports, cases and the command line
 * @param advice the next steps; {@code {name}} is replaced by a detail of the event, see {@link
 *     AdviceTemplate}
 * @param page AWS's documentation
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
          id + ": advice: must have 2 to 4 lines but has " + advice.size());
    }
  }

  /**
   * A technique of <a href="https://attack.mitre.org/matrices/enterprise/cloud/">MITRE
   * ATT&amp;CK</a>.
   */
  public record Technique(String id, String name) {

    /** Returns the URL of the technique. */
    public URI page() {
      return URI.create("https://attack.mitre.org/techniques/" + id.replace('.', '/') + "/");
    }

    /** Returns a phrase such as {@code T1078.004 Valid Accounts: Cloud Accounts}. */
    public String label() {
      return id + " " + name;
    }
  }
}
