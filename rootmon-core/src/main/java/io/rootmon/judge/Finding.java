package io.rootmon.judge;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule.Technique;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An activity with its severity, reasons and advice.
 *
 * @param ruleId the rule that decided the severity
 * @param builtInRule the built-in rule that would decide without the rules of the configuration
 * @param reasons the reasons for the severity, the deciding one first
 * @param advice the next steps, two to four lines
 * @param rootTask the task, if AWS lists it among those that require root
 * @param page AWS's documentation
 * @param expected the maintenance window that covers it, with the severity without the window
 * @param exclusion the exclusion of the configuration that matches the finding
 * @param origin how the event reached rootmon
 */
public record Finding(
    RootActivity activity,
    Severity severity,
    String ruleId,
    String builtInRule,
    List<String> reasons,
    Technique technique,
    Optional<RootOnlyTask> rootTask,
    List<String> advice,
    URI page,
    Optional<WindowMatch> expected,
    Optional<Exclusion> exclusion,
    Origin origin) {

  /** How an event reached rootmon. */
  public enum Origin {
    /** EventBridge delivered the event, or a caller passed it. */
    DELIVERED,
    /** The event was missing, and was found in CloudTrail's log files. */
    ARCHIVE
  }

  /**
   * The maintenance window that covers the finding.
   *
   * @param usual the severity without the window
   */
  public record WindowMatch(MaintenanceWindow window, Severity usual) {}

  public Finding {
    reasons = List.copyOf(reasons);
    advice = List.copyOf(advice);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("reasons: expected at least one but was none");
    }
  }

  /** Creates a finding of a built-in rule outside every maintenance window. */
  public Finding(
      RootActivity activity,
      Severity severity,
      String ruleId,
      List<String> reasons,
      Technique technique,
      Optional<RootOnlyTask> rootTask,
      List<String> advice,
      URI page) {
    this(
        activity,
        severity,
        ruleId,
        ruleId,
        reasons,
        technique,
        rootTask,
        advice,
        page,
        Optional.empty(),
        Optional.empty(),
        Origin.DELIVERED);
  }

  /** Returns a copy that is marked as found in CloudTrail's log files. */
  public Finding foundInArchive() {
    return new Finding(
        activity,
        severity,
        ruleId,
        builtInRule,
        reasons,
        technique,
        rootTask,
        advice,
        page,
        expected,
        exclusion,
        Origin.ARCHIVE);
  }

  /** Returns whether the event was found in CloudTrail's log files. */
  public boolean isFromArchive() {
    return origin == Origin.ARCHIVE;
  }

  /** Returns the advice with the owner's name in place of "the owner of root". */
  public List<String> adviceNaming(String owner) {
    return activity
        .account()
        .map(it -> AdviceTemplate.owner(it.value()))
        .map(phrase -> advice.stream().map(it -> it.replace(phrase, owner)).toList())
        .orElse(advice);
  }

  /** Returns the severity without the maintenance window, which selects the channels. */
  public Severity usualSeverity() {
    return usual(severity);
  }

  /** Returns a copy with another severity without the maintenance window. */
  public Severity usual(Severity notified) {
    return expected.map(WindowMatch::usual).filter(it -> it.isAtLeast(notified)).orElse(notified);
  }

  /** Returns a copy one severity lower, with this reason first. */
  Finding expectedBy(MaintenanceWindow window, String reason) {
    return with(severity.lower(), first(reason), Optional.of(new WindowMatch(window, severity)));
  }

  /** Returns a copy with this reason first. */
  Finding because(String reason) {
    return with(severity, first(reason), expected);
  }

  private List<String> first(String reason) {
    List<String> all = new ArrayList<>(List.of(reason));
    all.addAll(reasons);
    return all;
  }

  private Finding with(Severity other, List<String> why, Optional<WindowMatch> expectedNow) {
    return new Finding(
        activity,
        other,
        ruleId,
        builtInRule,
        why,
        technique,
        rootTask,
        advice,
        page,
        expectedNow,
        exclusion,
        origin);
  }

  /** Returns a copy with another severity, and with the reason for it last. */
  Finding withSeverity(Severity other, String reason) {
    return with(other, last(reason), expected);
  }

  /** Returns a copy with one more reason. */
  Finding withReason(String reason) {
    return with(severity, last(reason), expected);
  }

  /** Returns a copy that a rule of the configuration decided. */
  Finding decidedBy(Rule own, Severity other, List<String> why, List<String> steps) {
    return new Finding(
        activity,
        other,
        own.id(),
        builtInRule,
        why,
        technique,
        rootTask,
        steps,
        page,
        expected,
        exclusion,
        origin);
  }

  /** Returns a copy with the matching exclusion. */
  Finding excludedBy(Exclusion match) {
    return new Finding(
        activity,
        severity,
        ruleId,
        builtInRule,
        last(OrganizationPolicy.EXCLUSION_NOTE + ": " + match.label()),
        technique,
        rootTask,
        advice,
        page,
        expected,
        Optional.of(match),
        origin);
  }

  private List<String> last(String reason) {
    List<String> all = new ArrayList<>(reasons);
    all.add(reason);
    return all;
  }

  /** Returns a copy with the severity and reasons that follow from earlier events. */
  public Finding as(Severity other, List<String> more) {
    if (other == severity && more.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>(other == severity ? reasons : more);
    all.addAll(other == severity ? more : reasons);
    boolean isRaised = expected.filter(it -> other.isAtLeast(it.usual())).isPresent();
    return with(
        other,
        isRaised ? all.stream().map(MaintenanceWindows::notLowered).toList() : all,
        expected);
  }

  /**
   * A task in AWS's list of those which <a
   * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html">require root user
   * credentials</a>.
   *
   * @param certain whether the event is certainly that task, and not only possibly
   */
  public record RootOnlyTask(String name, boolean certain) {}
}
