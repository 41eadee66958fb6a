package io.rootmon.lambda;

import io.rootmon.channel.FakeHttpServer.Request;

/** The replies with which a Slack bot adds the commands and the event to an alert. */
public final class SlackThreadReplies {
  private SlackThreadReplies() {}

  /** Returns whether the request adds details to an alert that was sent before. */
  public static boolean isDetails(Request request) {
    return request.body().contains("text=Commands%20and%20the%20event");
  }
}
