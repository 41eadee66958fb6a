package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
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
    DRIFT_CHECK
  }

  /** Returns the location: two gaps with the same location are two states of one gap. */
  String place() {
    return account.map(AccountId::value).orElse("-") + "\t" + subject;
  }
}
