package io.rootmon.channel.slack;

import io.rootmon.incident.IncidentTracking.Response;

/** What came from whoever says to be Slack. */
public sealed interface SlackInteraction {
  /**
   * A person pressed a button, and Slack vouches for it.
   *
   * @param account as the store knows it
   */
  record ButtonClick(String account, String incident, Response response)
      implements SlackInteraction {}

  /** A person opened a link: Slack reports the click and expects an answer, nothing else. */
  record LinkClick() implements SlackInteraction {}

  /**
   * It is nothing that is acted on.
   *
   * @param status of HTTP, 400 to 499
   * @param reason for the log; nothing of the request stands in it
   */
  record RejectedRequest(int status, String reason) implements SlackInteraction {}
}
