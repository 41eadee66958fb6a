package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.TaskException;
import io.rootmon.internal.channel.slack.SlackInteraction;
import io.rootmon.internal.channel.slack.SlackInteraction.ButtonClick;
import io.rootmon.internal.channel.slack.SlackInteraction.LinkClick;
import io.rootmon.internal.channel.slack.SlackInteraction.RejectedRequest;
import io.rootmon.internal.channel.slack.SlackInteractionParser;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/**
 * Handles clicks on Slack buttons, and responds in time. A click that was not recorded gets an HTTP
 * status other than 200, so that Slack shows the user an error.
 */
final class SlackInteractionHandler {
  /**
   * Slack waits <a href="https://docs.slack.dev/interactivity/handling-user-interaction">3
   * seconds</a>, including the network.
   */
  private static final Duration TIMEOUT = Duration.ofMillis(2_500);

  /** Part of the timeout, to respond although not every channel was updated. */
  private static final Duration RESERVE = Duration.ofMillis(300);

  /**
   * The result of a request to the function URL.
   *
   * @param status the HTTP status
   * @param reason the reason for the log, if the request failed; it quotes nothing of the request
   * @param problems problems that do not affect the result
   * @param click the user's click, if Slack signed the request
   */
  record InteractionResult(
      int status, String reason, List<String> problems, Optional<ButtonClick> click) {
    private static final int OK = 200;

    static InteractionResult done(List<String> problems, Optional<ButtonClick> click) {
      return new InteractionResult(OK, "", problems, click);
    }

    static InteractionResult rejected(int status, String reason) {
      return new InteractionResult(status, reason, List.of(), Optional.empty());
    }

    static InteractionResult failed(int status, String reason, ButtonClick click) {
      return new InteractionResult(status, reason, List.of(), Optional.of(click));
    }

    boolean isDone() {
      return status == OK;
    }
  }

  private final RootMonitor monitor;
  private final Optional<SlackInteractionParser> slack;

  SlackInteractionHandler(RootMonitor monitor, Optional<SlackInteractionParser> slack) {
    this.monitor = monitor;
    this.slack = slack;
  }

  InteractionResult handle(FunctionUrlRequest request, Deadline deadline) {
    if (slack.isEmpty() || !request.path().equals("/")) {
      return InteractionResult.rejected(404, "unknown path");
    } else if (!request.method().equals("POST")) {
      return InteractionResult.rejected(405, "not a POST");
    }
    Deadline own = deadline.atMost(TIMEOUT);
    if (own.isOver()) {
      return InteractionResult.rejected(503, "no time left");
    }
    FutureTask<InteractionResult> task =
        DaemonThreads.start("rootmon-slack", () -> handle(request, slack.get(), own));
    try {
      return DaemonThreads.await(task, own.left().toNanos());
    } catch (TaskException e) {
      return switch (e.reason()) {
        case TIMEOUT ->
            InteractionResult.rejected(503, "not done in time; the response may have been stored");
        case INTERRUPTED -> InteractionResult.rejected(503, e.describe());
        case FAILED -> InteractionResult.rejected(500, e.describe());
      };
    }
  }

  private InteractionResult handle(
      FunctionUrlRequest request, SlackInteractionParser slack, Deadline deadline) {
    SlackInteraction interaction;
    try {
      interaction = slack.read(request.headers(), request.body());
    } catch (IOException e) {
      return InteractionResult.rejected(503, "the signing secret: " + e.getMessage());
    }
    if (interaction instanceof RejectedRequest rejected) {
      return InteractionResult.rejected(rejected.status(), rejected.reason());
    }
    if (interaction instanceof LinkClick) {
      return InteractionResult.done(List.of(), Optional.empty());
    }
    ButtonClick click = (ButtonClick) interaction;
    try {
      return monitor
          .respond(click.account(), click.incident(), click.response(), deadline.earlierBy(RESERVE))
          .map(it -> InteractionResult.done(it.problems(), Optional.of(click)))
          .orElse(InteractionResult.failed(404, "no such incident, or a newer one", click));
    } catch (StateException e) {
      return InteractionResult.failed(503, "not stored: " + e.getMessage(), click);
    }
  }
}
