package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.time.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The queues of undelivered events, one per region. Implementations are safe for use by multiple
 * threads.
 */
public interface DeadLetterQueues {
  /**
   * Receives messages, which stay in the queue and are hidden from other consumers for a few
   * minutes. A failure is returned together with the messages received before it.
   *
   * @param max the maximum number of messages
   */
  Received receive(String region, int max, Deadline deadline);

  /**
   * Deletes received messages.
   *
   * @return the number of deleted messages; the others appear again
   */
  int delete(String region, List<DeadLetter> messages, Deadline deadline);

  /**
   * The result of a receive call.
   *
   * @param hasMore whether the queue may contain more messages
   * @param problem the reason why the queue could not be read
   */
  record Received(List<DeadLetter> messages, boolean hasMore, Optional<Problem> problem) {
    public Received {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A failure.
   *
   * @param code constant for the same failure, such as AccessDenied
   * @param message the failure as a person reads it
   * @param fix the remedy
   * @param isTransient whether it is transient
   */
  record Problem(String code, String message, String fix, boolean isTransient) {}

  /**
   * An event that a rule could not deliver, as <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">EventBridge
   * puts it into a dead-letter queue</a>.
   *
   * @param region the region of the queue and of the rule
   * @param receipt the receipt handle, which a deletion needs
   * @param body the event
   * @param errorCode the reason, such as NO_PERMISSIONS; empty if EventBridge does not name it
   * @param ruleArn the rule that could not deliver it; empty if EventBridge does not name it
   * @param sent the time at which it was put into the queue
   */
  public record DeadLetter(
      String region,
      String messageId,
      String receipt,
      String body,
      String errorCode,
      String errorMessage,
      String ruleArn,
      Optional<Instant> sent) {
    private static final int ACCOUNT_OF_ARN = 4;

    /**
     * Returns the account of the rule. EventBridge writes this attribute, so an event cannot forge
     * it.
     */
    public Optional<AccountId> account() {
      String[] part = ruleArn.split(":", -1);
      return part.length > ACCOUNT_OF_ARN ? AccountId.find(part[ACCOUNT_OF_ARN]) : Optional.empty();
    }

    /** Returns the name of the rule, without its bus. */
    public String rule() {
      return ruleArn.substring(ruleArn.lastIndexOf('/') + 1);
    }

    /** Returns a string without the event and the receipt handle. */
    @Override
    public String toString() {
      return "dead letter " + region + "/" + messageId + " of " + ruleArn + ": " + errorCode;
    }
  }
}
