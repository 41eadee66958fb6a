package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.ObjectReader;
import io.rootmon.internal.channel.slack.SlackInteractionParser;
import io.rootmon.internal.monitoring.ControlMessageProcessor;
import io.rootmon.lambda.priming.SnapshotPrimer;
import io.rootmon.render.Templates;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parts of a function, created once when it starts.
 *
 * @param control creates the processor of the messages for rootmon itself, once, when it is needed
 * @param responses empty without response buttons
 * @param primer runs before a snapshot, with the same templates as the function
 * @param templates of the messages
 * @param objects empty if messages that name objects in S3 are not followed
 * @param refresh renews what a restored snapshot must not share: connections, secrets, credentials
 */
public record FunctionContext(
    RootMonitor monitor,
    Supplier<ControlMessageProcessor> control,
    Optional<SlackInteractionParser> responses,
    SnapshotPrimer primer,
    Templates templates,
    Optional<ObjectReader> objects,
    Runnable refresh) {
  /** Returns a context without coverage, state and weekly report. */
  public static FunctionContext of(
      RootMonitor monitor, Optional<SlackInteractionParser> responses, SnapshotPrimer primer) {
    return new FunctionContext(
        monitor,
        () -> ControlMessageProcessor.of(monitor),
        responses,
        primer,
        primer.templates(),
        Optional.empty(),
        () -> {});
  }
}
