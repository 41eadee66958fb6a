package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.channel.Deadline;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.slack.SlackInteraction;
import io.rootmon.channel.slack.SlackInteraction.ButtonClick;
import io.rootmon.channel.slack.SlackInteraction.LinkClick;
import io.rootmon.channel.slack.SlackInteraction.RejectedRequest;
import io.rootmon.channel.slack.SlackInteractionParser;
import io.rootmon.state.StateException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes what people press in Slack, and answers in time. Whatever is not done is answered by a
 * status of HTTP that is no success: Slack shows the person that it did not work.
 */
final class SlackInteractionHandler {
  /**
   * Slack waits <a href="https://docs.slack.dev/interactivity/handling-user-interaction">3
   * seconds</a>, the way there and back included.
   */
  private static final Duration TIMEOUT = Duration.ofMillis(2_500);

  /** Of it, to say what was done though not all could be shown. */
  private static final Duration RESERVE = Duration.ofMillis(300);

  private final RootMonitor monitor;
  private final Optional<SlackInteractionParser> slack;

  SlackInteractionHandler(RootMonitor monitor, Optional<SlackInteractionParser> slack) {
    this.monitor = monitor;
    this.slack = slack;
  }

  InteractionResult reply(FunctionUrlRequest request, Deadline deadline) {
    if (slack.isEmpty() || !request.path().equals("/")) {
      return InteractionResult.refused(404, "nothing is there");
    } else if (!request.method().equals("POST")) {
      return InteractionResult.refused(405, "not a POST");
    }
    Deadline own = new Deadline(Math.min(deadline.nanoTime(), Deadline.in(TIMEOUT).nanoTime()));
    FutureTask<InteractionResult> task = new FutureTask<>(() -> reply(request, slack.get(), own));
    Thread thread = new Thread(task, "rootmon-listening");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(own.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return InteractionResult.refused(503, "not done in time; it may have been written down");
    } catch (DeliveryException e) {
      return InteractionResult.refused(503, "no time left");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return InteractionResult.refused(503, "interrupted");
    } catch (ExecutionException e) {
      return InteractionResult.refused(
          500, ErrorLocation.whereabouts(e.getCause() == null ? e : e.getCause()));
    }
  }

  private InteractionResult reply(
      FunctionUrlRequest request, SlackInteractionParser slack, Deadline deadline)
      throws DeliveryException {
    SlackInteraction read;
    try {
      read = slack.read(request.headers(), request.body());
    } catch (IOException e) {
      return InteractionResult.refused(503, "the signing secret: " + e.getMessage());
    }
    if (read instanceof RejectedRequest refused) {
      return InteractionResult.refused(refused.status(), refused.reason());
    }
    if (read instanceof LinkClick) {
      return InteractionResult.nothingToDo();
    }
    ButtonClick pressed = (ButtonClick) read;
    try {
      return monitor
          .respond(
              pressed.account(),
              pressed.incident(),
              pressed.response(),
              deadline.left().minus(RESERVE))
          .map(it -> InteractionResult.done(pressed, it.problems()))
          .orElseGet(
              () ->
                  InteractionResult.undone(
                      404, "no such incident, or another has begun since", pressed));
    } catch (StateException e) {
      return InteractionResult.undone(503, "not written down: " + e.getMessage(), pressed);
    }
  }
}
