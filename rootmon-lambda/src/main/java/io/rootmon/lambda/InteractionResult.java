package io.rootmon.lambda;

import io.rootmon.channel.slack.SlackInteraction.ButtonClick;
import java.util.List;
import java.util.Optional;

/**
 * What became of a request to the function's URL.
 *
 * @param status of HTTP
 * @param reason for the log, if it was not done; nothing of the request stands in it
 * @param problems beside, which nothing depends on
 * @param pressed what a person did, if Slack vouches for it
 */
record InteractionResult(
    int status, String reason, List<String> problems, Optional<ButtonClick> pressed) {
  static final int DONE = 200;

  static InteractionResult refused(int status, String reason) {
    return new InteractionResult(status, reason, List.of(), Optional.empty());
  }

  static InteractionResult undone(int status, String reason, ButtonClick pressed) {
    return new InteractionResult(status, reason, List.of(), Optional.of(pressed));
  }

  static InteractionResult done(ButtonClick pressed, List<String> problems) {
    return new InteractionResult(DONE, "", problems, Optional.of(pressed));
  }

  /** A person opened a link below an alert. */
  static InteractionResult nothingToDo() {
    return new InteractionResult(DONE, "", List.of(), Optional.empty());
  }

  boolean isDone() {
    return status == DONE;
  }
}
