package io.rootmon.internal.channel.slack;

import io.rootmon.incident.IncidentTracking.Response;

/** A request to the endpoint for Slack's interactions. */
public sealed interface SlackInteraction {
  /**
   * A button click that Slack signed.
   *
   * @param account the account's key in the store
   */
  record ButtonClick(String account, String incident, Response response)
      implements SlackInteraction {}

  /** A click on a link. Slack reports it and expects only a response. */
  record LinkClick() implements SlackInteraction {}

  /**
   * A request that is rejected.
   *
   * @param status the HTTP status, 400 to 499
   * @param reason the reason for the log, without text from the request
   */
  record RejectedRequest(int status, String reason) implements SlackInteraction {}
}
