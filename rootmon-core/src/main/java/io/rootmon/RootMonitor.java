package io.rootmon;

import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Alerts;
import io.rootmon.channel.DispatchReport;
import io.rootmon.channel.Dispatcher;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.detect.Detector;
import io.rootmon.judge.Finding;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.judge.rules.StandardRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The line that every event goes along. Safe for use by many threads. */
public final class RootMonitor {
  private final Detector detector;
  private final SeverityPolicy policy;
  private final Alerts alerts;
  private final Dispatcher dispatcher;

  public RootMonitor(
      Detector detector, SeverityPolicy policy, Alerts alerts, Dispatcher dispatcher) {
    this.detector = detector;
    this.policy = policy;
    this.alerts = alerts;
    this.dispatcher = dispatcher;
  }

  /** With the shipped rules. */
  public static RootMonitor standard(AccountDirectory accounts, Dispatcher dispatcher) {
    return new RootMonitor(
        new Detector(), StandardRules.policy(), new Alerts(accounts), dispatcher);
  }

  /** The event, judged; empty where it does not concern root. */
  public Optional<Finding> judge(CloudTrailEvent event) {
    return detector.detect(event).map(policy::judge);
  }

  public Alert alert(Finding finding) {
    return alerts.about(finding);
  }

  /** What could not be read is told as well: it may be any event. */
  public Alert alert(MalformedEventException problem, Instant now) {
    return alerts.unreadable(problem, now);
  }

  /** Tells of a finding whoever is to be told, within the time left. */
  public Outcome tell(Finding finding, Duration timeLeft) {
    return tell(alert(finding), timeLeft);
  }

  /** Tells of what could not be read; the text may be any event. */
  public Outcome tell(MalformedEventException problem, Instant now, Duration timeLeft) {
    return tell(alert(problem, now), timeLeft);
  }

  private Outcome tell(Alert alert, Duration timeLeft) {
    return new Outcome(Outcome.Verdict.TELL, dispatcher.dispatch(alert, timeLeft));
  }

  public DispatchReport dispatch(Alert alert, Duration timeLeft) {
    return dispatcher.dispatch(alert, timeLeft);
  }
}
