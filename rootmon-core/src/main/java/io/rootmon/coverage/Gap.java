package io.rootmon.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.judge.Severity;
import io.rootmon.text.SafeText;
import java.util.Optional;

/**
 * A part of the monitoring that does not work.
 *
 * @param account whose part it is; empty for the hub's own
 * @param subject what it is about: a region, a channel or a StackSet
 * @param state what is wrong, in a form that stays the same while the same is wrong
 * @param detail what is wrong, as a person reads it
 * @param fix what to do
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

  /** What does not work. Each kind has alerts of its own. */
  public enum Kind {
    /** The dead-letter queue of a region cannot be read. */
    DEAD_LETTER_QUEUE,
    /** A channel does not reach people. */
    CHANNEL,
    /** A region is enabled and not monitored. */
    ENABLED_REGION,
    /** A stack differs from its template. */
    DRIFT,
    /** The drift of a StackSet cannot be checked. */
    DRIFT_CHECK
  }

  /** Where it is: two gaps at one place are the same gap in two states. */
  String place() {
    return account.map(AccountId::value).orElse("-") + "\t" + subject;
  }
}
