package io.rootmon.lambda;

import io.rootmon.channel.slack.SlackRequest.Pressed;
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
record Reply(int status, String reason, List<String> problems, Optional<Pressed> pressed) {
  static final int DONE = 200;

  static Reply refused(int status, String reason) {
    return new Reply(status, reason, List.of(), Optional.empty());
  }

  static Reply undone(int status, String reason, Pressed pressed) {
    return new Reply(status, reason, List.of(), Optional.of(pressed));
  }

  static Reply done(Pressed pressed, List<String> problems) {
    return new Reply(DONE, "", problems, Optional.of(pressed));
  }

  boolean isDone() {
    return status == DONE;
  }
}
