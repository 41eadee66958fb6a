package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A part of the monitoring setup that does not work.
 *
 * @param account the account of the part; empty for the hub
 * @param subject the region, channel or StackSet
 * @param state the problem, in a form that does not change while the problem lasts
 * @param detail the problem as a person reads it
 * @param fix the remedy
 */
public record Gap(
    Kind kind,
    Optional<AccountId> account,
    String subject,
    String state,
    Severity severity,
    String detail,
    String fix) {
  private static final String FIX_REGION =
      "Disable the region, deny it with an SCP and add it to coverage.excludedRegions. Or enable it in"
          + " every account, including the management account and the hub account, add it to coverage.regions"
          + " and deploy the spokes there.";

  private static final int MAX_NAME = 200;
  private static final int MAX_TEXT = 400;

  public Gap {
    subject = SafeText.line(subject, MAX_NAME);
    state = SafeText.line(state, MAX_NAME);
    detail = SafeText.line(detail, MAX_TEXT);
    fix = SafeText.line(fix, MAX_TEXT);
  }

  /** The part that does not work. Each kind has its own alerts. */
  public enum Kind {
    /** The dead-letter queue of a region cannot be read. */
    DEAD_LETTER_QUEUE,
    /** A channel does not reach its recipients. */
    CHANNEL,
    /** A region is enabled and not monitored. */
    ENABLED_REGION,
    /** A stack differs from its template. */
    DRIFT,
    /** The drift of a StackSet cannot be checked. */
    DRIFT_CHECK,
    /** EventBridge did not deliver events that CloudTrail's log files contain. */
    UNDELIVERED_EVENT,
    /** CloudTrail's log files were not compared with the delivered events. */
    WITNESS
  }

  /** Creates the gap of a channel that does not reach its recipients. */
  public static Gap ofChannel(String channel, String problem) {
    return new Gap(
        Kind.CHANNEL,
        Optional.empty(),
        channel,
        "failing",
        Severity.HIGH,
        problem,
        "Fix the channel. The cause is shown below.");
  }

  /** Creates the gap of a region that one account enabled, or without an account every one. */
  public static Gap ofEnabledRegion(Optional<AccountId> account, String region) {
    return new Gap(
        Kind.ENABLED_REGION,
        account,
        region,
        "enabled",
        Severity.HIGH,
        account.isPresent() ? "enabled by the account" : "enabled in every account",
        FIX_REGION);
  }

  /** Creates the gap of a stack that differs from the template of its StackSet. */
  public static Gap ofDrift(
      AccountId account,
      String region,
      String state,
      Severity severity,
      String detail,
      String stackSet) {
    return new Gap(
        Kind.DRIFT,
        Optional.of(account),
        region,
        state,
        severity,
        detail,
        "Undo the change, or delete the stack instance of the StackSet "
            + stackSet
            + " and recreate it. An update alone does not repair drift.");
  }

  /** Creates the gap of events that only CloudTrail's log files contain. */
  public static Gap ofUndeliveredEvents(
      Optional<AccountId> account, String region, LocalDate day, int count, List<String> names) {
    return new Gap(
        Kind.UNDELIVERED_EVENT,
        account,
        region,
        day + " " + count,
        Severity.HIGH,
        CountText.of(count, "event") + " of " + day + ": " + String.join(", ", names),
        "Check the spoke of each region: 'rootmon coverage -c rootmon.json' shows whether it is"
            + " monitored, and Drift detection shows whether its rules were changed.");
  }

  /** Returns the location: two gaps with the same location are two states of one gap. */
  String place() {
    return account.map(AccountId::value).orElse("-") + "\t" + subject;
  }
}
