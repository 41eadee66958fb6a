package io.rootmon.coverage;

import io.rootmon.account.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * An event that a rule could not deliver, as <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">EventBridge puts
 * it into a dead-letter queue</a>.
 *
 * @param region of the queue, which is that of the rule
 * @param receipt by which the message is deleted
 * @param body the event
 * @param errorCode why it was not delivered, such as NO_PERMISSIONS; empty if EventBridge does not
 *     say it
 * @param ruleArn the rule that could not deliver it; empty if EventBridge does not say it
 * @param sent when it was put into the queue
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

  /** The account of the rule. EventBridge writes the attribute, so that no event can forge it. */
  public Optional<AccountId> account() {
    String[] part = ruleArn.split(":", -1);
    return part.length > ACCOUNT_OF_ARN ? AccountId.find(part[ACCOUNT_OF_ARN]) : Optional.empty();
  }

  /** The name of the rule, without its bus. */
  public String rule() {
    return ruleArn.substring(ruleArn.lastIndexOf('/') + 1);
  }

  /** Without the event and the receipt. */
  @Override
  public String toString() {
    return "dead letter " + region + "/" + messageId + " of " + ruleArn + ": " + errorCode;
  }
}
