package io.rootmon.cli;

import io.rootmon.alert.TestAlertFactory;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.config.Configuration;
import io.rootmon.coverage.aws.FunctionQueue;
import io.rootmon.delivery.DeliveryTestResult;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.delivery.Sleeper;
import io.rootmon.render.Templates;
import io.rootmon.state.HeartbeatStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rootmon send-test}. */
@Command(
    name = "send-test",
    mixinStandardHelpOptions = true,
    description = "Sends a test alert through the configured channels: proves that alerts arrive.",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "The alert is CRITICAL, its headline begins with 'TEST:', and it says that nobody",
      "did anything. It goes to every channel, or to those named, whatever the routes",
      "say: whoever is on call is paged. A line for each channel says how it ended,",
      "after how long, and what the far end said, or what went wrong and what to do.",
      "",
      "This proves the channels with your credentials. With --through-function, a test",
      "message goes into the function's queue, and the function sends the alert. That",
      "proves its role, its key, its table and its channels. No incident is opened.",
      "The configuration needs state, and your credentials sqs:SendMessage on the queue",
      "and dynamodb:GetItem on the table.",
      "",
      "Exit code 1: a channel did not deliver it, or the function did not answer.",
      "",
      "Examples:",
      "  rootmon send-test --config rootmon.json",
      "  rootmon send-test --config rootmon.json --channel chat --channel mail",
      "  rootmon send-test --config rootmon.json --through-function --queue-url URL"
    })
final class SendTestCommand implements Callable<Integer> {
  private static final int MAX_SECONDS = 300;

  private final Terminal terminal;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Configuration, a JSON document with channels.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path config;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "Only this channel; may be given more than once.")
  private List<String> names = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long all channels have (default: 20; with --through-function: 120).")
  private @Nullable Integer seconds;

  @Option(
      names = "--through-function",
      description = "Lets the function send the alert, and waits for its result.")
  private boolean throughFunction;

  @Option(
      names = "--queue-url",
      paramLabel = "URL",
      description =
          "The function's queue (default: queueUrl of the configuration, or ROOTMON_QUEUE_URL).")
  private @Nullable String queueUrl;

  private final Sleeper sleeper;

  SendTestCommand(Terminal terminal) {
    this(terminal, Sleeper.REAL);
  }

  SendTestCommand(Terminal terminal, Sleeper sleeper) {
    this.terminal = terminal;
    this.sleeper = sleeper;
  }

  @Override
  public Integer call() {
    int seconds = this.seconds == null ? (throughFunction ? 120 : 20) : this.seconds;
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new UsageException(
          "--timeout: expected 1 to " + MAX_SECONDS + " seconds but was " + seconds);
    }
    Configuration configuration = ConfigFile.ofOption(config);
    if (queueUrl != null && !throughFunction) {
      throw new UsageException("--queue-url: expected --through-function beside it");
    }
    if (throughFunction) {
      return throughFunction(configuration, Duration.ofSeconds(seconds));
    }
    List<Channel> channels = channels(configuration);
    long started = System.nanoTime();
    Map<String, Duration> ended = new ConcurrentHashMap<>();
    List<Channel> timed =
        channels.stream().<Channel>map(it -> new TimedChannel(it, started, ended)).toList();
    terminal.say(
        "sending a test to "
            + String.join(", ", channels.stream().map(Channel::name).toList())
            + " of "
            + config);
    DispatchReport report =
        new Dispatcher(timed)
            .dispatch(
                TestAlertFactory.create(UUID.randomUUID().toString(), Instant.now()),
                Duration.ofSeconds(seconds));
    int widest = channels.stream().mapToInt(it -> it.name().length()).max().orElse(0);
    for (Delivery delivery : report.deliveries()) {
      String name = delivery.channel();
      Duration took = ended.getOrDefault(name, Duration.ofSeconds(seconds));
      String type = ConfigFile.channel(name, configuration).text("type");
      terminal.out().println(line(delivery, widest, type, took));
    }
    return report.isDeliveredEverywhere() ? Rootmon.DONE : Rootmon.INCOMPLETE;
  }

  private int throughFunction(Configuration configuration, Duration longest) {
    Set<String> wanted = wanted(configuration);
    String url = queue(configuration);
    if (configuration.state().isEmpty()) {
      throw new UsageException(
          "--config: " + config + ": expected state, where the function keeps the result");
    }
    ChannelContext around =
        ChannelContext.of(terminal.environment(), AwsAccess::ofProcess, Templates.builtIn())
            .at(terminal.clock());
    HeartbeatStore log;
    FunctionQueue queue;
    try {
      log = configuration.store(around).watch();
      String region = configuration.state().get().region(around);
      queue = new FunctionQueue(around.aws().get(), region, url);
    } catch (IllegalArgumentException e) {
      throw ConfigFile.refused(e);
    }
    String id = UUID.randomUUID().toString();
    terminal.say("sending test " + id + " to the function by " + url);
    try {
      FunctionTester tester =
          new FunctionTester(queue::requestTest, log, sleeper, terminal.clock());
      return print(tester.run(id, names, longest), wanted, configuration);
    } catch (IOException e) {
      terminal.say(String.valueOf(e.getMessage()));
      return Rootmon.INCOMPLETE;
    }
  }

  private int print(FunctionTester.Ended ended, Set<String> wanted, Configuration configuration) {
    if (ended.result().isEmpty()) {
      ended.problem().ifPresent(terminal::say);
      terminal.say(
          "no answer of the function after "
              + ended.took().toSeconds()
              + " s: look at its log for errors, at the queue for messages that wait, and at its"
              + " dead-letter queue; the queue must be the one that the function takes");
      return Rootmon.INCOMPLETE;
    }
    Map<String, DeliveryTestResult.Line> lines = new HashMap<>();
    ended.result().get().lines().forEach(it -> lines.put(it.channel(), it));
    int widest = wanted.stream().mapToInt(String::length).max().orElse(0);
    boolean isDone = true;
    for (String name : wanted) {
      DeliveryTestResult.Line line = lines.get(name);
      String type = ConfigFile.channel(name, configuration).text("type");
      isDone &= line != null && line.isDelivered();
      terminal
          .out()
          .println(
              String.format(
                      Locale.ROOT,
                      "%-" + widest + "s  %-9s  %-9s  %4.1f s  ",
                      name,
                      type,
                      line == null ? "MISSING" : line.result(),
                      ended.took().toMillis() / 1000.0)
                  + TerminalText.line(
                      line == null
                          ? "the function has no channel of this name: deploy this configuration"
                          : line.detail()));
    }
    return isDone ? Rootmon.DONE : Rootmon.INCOMPLETE;
  }

  private String queue(Configuration configuration) {
    return Optional.ofNullable(queueUrl)
        .or(configuration::queueUrl)
        .or(() -> Optional.ofNullable(terminal.environment().get("ROOTMON_QUEUE_URL")))
        .filter(it -> !it.isBlank())
        .orElseThrow(
            () ->
                new UsageException(
                    "--through-function: expected the URL of the function's queue in --queue-url,"
                        + " in queueUrl of the configuration or in ROOTMON_QUEUE_URL but was"
                        + " missing"));
  }

  private static String line(Delivery delivery, int widest, String type, Duration took) {
    String columns = "%-" + widest + "s  %-9s  %-9s  %4.1f s  ";
    return String.format(
            Locale.ROOT,
            columns,
            delivery.channel(),
            type,
            delivery.result(),
            took.toMillis() / 1000.0)
        + TerminalText.line(DeliveryText.said(delivery));
  }

  /** The names of the channels to test. */
  private Set<String> wanted(Configuration configuration) {
    Set<String> known = configuration.channels().keySet();
    if (known.isEmpty()) {
      throw new UsageException("--config: " + config + ": expected channels but was none");
    }
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UsageException(
            "--channel: expected one of " + String.join(", ", known) + " but was '" + name + "'");
      }
    }
    return names.isEmpty() ? known : new LinkedHashSet<>(names);
  }

  private List<Channel> channels(Configuration configuration) {
    Set<String> wanted = wanted(configuration);
    ChannelContext around =
        ChannelContext.of(terminal.environment(), AwsAccess::ofProcess, Templates.builtIn());
    List<Channel> channels = new ArrayList<>();
    try {
      for (String name : wanted) {
        channels.addAll(configuration.only(name).channels(around));
      }
    } catch (IllegalArgumentException e) {
      throw ConfigFile.refused(e);
    }
    return channels;
  }
}
