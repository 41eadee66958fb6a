package io.rootmon.channel.slack;

import io.rootmon.incident.Handling.Response;

/** What came from whoever says to be Slack. */
public sealed interface SlackRequest {
  /**
   * A person pressed a button, and Slack vouches for it.
   *
   * @param account as the store knows it
   */
  record Pressed(String account, String incident, Response response) implements SlackRequest {}

  /**
   * It is nothing that is acted on.
   *
   * @param status of HTTP, 400 to 499
   * @param reason for the log; nothing of the request stands in it
   */
  record Refused(int status, String reason) implements SlackRequest {}
}
