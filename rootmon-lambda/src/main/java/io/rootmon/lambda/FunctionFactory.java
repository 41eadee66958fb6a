package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.channel.ChannelContext;
import io.rootmon.incident.IncidentTimers;
import io.rootmon.internal.channel.slack.SlackInteractionParser;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.control.MessageScheduler;
import io.rootmon.internal.incident.sqs.SqsIncidentTimers;
import io.rootmon.internal.incident.sqs.SqsMessageScheduler;
import io.rootmon.internal.monitoring.ControlMessageProcessor;
import io.rootmon.internal.state.CachingSessionStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.lambda.priming.BackgroundInitializer;
import io.rootmon.lambda.priming.SnapshotPrimer;
import io.rootmon.render.Templates;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Creates the parts of a function from the configuration document: the value of {@code
 * ROOTMON_CONFIG}, or the SSM parameter that {@code ROOTMON_CONFIG_PARAMETER} names. {@code
 * ROOTMON_WORKERS} is the maximum concurrency of the function: the workers share the rate limits of
 * the channels. {@code ROOTMON_QUEUE_URL} is the queue of the function, for incident timers.
 */
final class FunctionFactory {
  static final String DOCUMENT = "ROOTMON_CONFIG";
  static final String PARAMETER = "ROOTMON_CONFIG_PARAMETER";
  static final String QUEUE = "ROOTMON_QUEUE_URL";
  static final String WORKERS = "ROOTMON_WORKERS";

  private final BinaryOperator<String> parameters;
  private final BackgroundInitializer ahead;

  /**
   * @param parameters returns the value of a parameter by its name and region
   */
  FunctionFactory(BinaryOperator<String> parameters, BackgroundInitializer ahead) {
    this.parameters = parameters;
    this.ahead = ahead;
  }

  /**
   * Creates the parts of a function.
   *
   * @throws IllegalArgumentException naming all that is wrong with the environment
   */
  FunctionContext create(Map<String, String> environment) {
    ConfigurationDocument configuration = configuration(environment).requireChannels();
    ahead.prepare(configuration.channelTypes());
    if (configuration.channelTypes().contains("outbox")) {
      throw new IllegalArgumentException(
          "channels: the function cannot have an outbox, because no recipient reads its files."
              + " Remove it");
    }
    Templates templates = ahead.templates();
    ChannelContext around = configuration.context(environment, ahead::aws, templates);
    SharedStateStore store = configuration.store(around);
    Optional<MessageScheduler> queue = queue(configuration, environment, around);
    RootMonitor monitor =
        RootMonitor.builder(configuration, around, store)
            .sessions(new CachingSessionStore(store, around.clock()))
            .timers(
                queue
                    .<IncidentTimers>map(it -> new SqsIncidentTimers(it, around.clock()))
                    .orElse(IncidentTimers.NONE))
            .workers(workers(environment))
            .build();
    Optional<SlackInteractionParser> responses =
        configuration
            .answers()
            .signingSecret()
            .map(it -> new SlackInteractionParser(around.secrets().find(it), around.clock()));
    around.secrets().requireEnvironment();
    SnapshotPrimer primer =
        new SnapshotPrimer(
            configuration.output().isInSnapshot() ? around.templates() : templates,
            configuration.channelTypes(),
            configuration.state().isPresent(),
            !around.secrets().references().isEmpty(),
            responses.isPresent());
    return new FunctionContext(
        monitor,
        () -> ControlMessageProcessor.of(configuration, around, store, monitor, queue),
        responses,
        primer,
        around.templates(),
        configuration.objects(around),
        () -> {
          around.secrets().clear();
          around.templates().expire();
        });
  }

  /** Returns the queue. Without it, a later event closes an incident. */
  private static Optional<MessageScheduler> queue(
      ConfigurationDocument configuration, Map<String, String> environment, ChannelContext around) {
    String queue = environment.getOrDefault(QUEUE, "");
    if (!queue.isBlank()) {
      return Optional.of(
          new SqsMessageScheduler(around.aws().get(), around.region(Optional.empty()), queue));
    }
    boolean escalates = configuration.answers().escalation().isPresent();
    if (escalates || configuration.trail().isPresent()) {
      throw new IllegalArgumentException(
          "%s: requires the environment variable %s. Set it to the URL of the queue"
              .formatted(escalates ? "escalation" : "trail", QUEUE));
    }
    return Optional.empty();
  }

  private static int workers(Map<String, String> environment) {
    String workers = environment.getOrDefault(WORKERS, "1");
    if (!workers.matches("[1-9]\\d{0,2}")) {
      throw new IllegalArgumentException(
          "environment: " + WORKERS + ": must be 1 to 999 but is '" + workers + "'");
    }
    return Integer.parseInt(workers);
  }

  private ConfigurationDocument configuration(Map<String, String> environment) {
    String document = environment.getOrDefault(DOCUMENT, "");
    String parameter = environment.getOrDefault(PARAMETER, "");
    if (document.isBlank() == parameter.isBlank()) {
      throw new IllegalArgumentException(
          "environment: must have one of %s and %s but has %s"
              .formatted(DOCUMENT, PARAMETER, document.isBlank() ? "neither" : "both"));
    }
    return document.isBlank()
        ? ConfigurationDocument.parse(
            parameter, parameters.apply(parameter, environment.getOrDefault("AWS_REGION", "")))
        : ConfigurationDocument.parse(DOCUMENT, document);
  }
}
