package io.rootmon.cli;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.alert.TestAlertFactory;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.coverage.aws.FunctionQueue;
import io.rootmon.internal.delivery.DeliveryTestResult;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.text.Suggestion;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    description = "Sends a test alert to each channel, to prove that alerts arrive.",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "The alert is CRITICAL. Its headline is 'Test alert from rootmon: no action is",
      "required'. It goes to every channel, or to those named, regardless of routes.",
      "On-call users are paged. A line for each channel shows the result, the time it",
      "took and the response, or the error and how to fix it.",
      "",
      "The channels are called with your AWS credentials. With --through-function, a",
      "message goes to the queue of the function, and the function sends the alert.",
      "This tests its role, key, table and channels. No incident is opened. The",
      "configuration needs state. Your credentials need sqs:SendMessage on the queue",
      "and dynamodb:GetItem on the table.",
      "",
      "Exit codes:",
      "  0  every channel delivered",
      "  2  invalid options or arguments",
      "  3  the configuration is wrong",
      "  4  a channel did not deliver, or the function did not respond",
      "",
      "Examples:",
      "  rootmon send-test -c rootmon.json",
      "  rootmon send-test -c rootmon.json --channel chat --channel mail",
      "  rootmon send-test -c rootmon.json --through-function --queue-url URL"
    })
final class SendTestCommand implements Callable<Integer> {
  private static final int MAX_SECONDS = 300;

  private final Terminal terminal;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      required = true,
      description = "Configuration with channels; - is standard input.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path config;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "Tests this channel only. Repeat the option for more channels.")
  private List<String> names = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description =
          "The time limit for all channels, 1 to 300 (default: 20; with --through-function: 120).")
  private @Nullable Integer seconds;

  @Option(
      names = "--through-function",
      description = "Makes the function send the alert, and waits for its result.")
  private boolean throughFunction;

  @Option(
      names = "--queue-url",
      paramLabel = "URL",
      description =
          "The queue of the function (default: queueUrl of the configuration, or the environment"
              + " variable ROOTMON_QUEUE_URL).")
  private @Nullable String queueUrl;

  private final Sleeper sleeper;

  @Option(
      names = {"-t", "--templates"},
      paramLabel = "DIR",
      description = "Your templates, instead of those of the configuration.")
  private @Nullable Path templates;

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
          "--timeout " + seconds + " is out of range. Use 1 to " + MAX_SECONDS + " seconds.");
    }
    ConfigurationDocument configuration = ConfigFile.read(config, terminal);
    if (queueUrl != null && !throughFunction) {
      throw new UsageException("--queue-url needs --through-function.");
    } else if (templates != null && throughFunction) {
      throw new UsageException(
          "--templates cannot be used with --through-function. The function uses its own.");
    }
    if (throughFunction) {
      return throughFunction(configuration, Duration.ofSeconds(seconds));
    }
    ChannelContext around =
        TemplateOption.context(terminal, configuration, templates).at(terminal.clock());
    List<Channel> channels = channels(configuration, around);
    long started = System.nanoTime();
    Map<String, Duration> ended = new ConcurrentHashMap<>();
    List<Channel> timed =
        channels.stream().<Channel>map(it -> new TimedChannel(it, started, ended)).toList();
    terminal.note(
        "Sending a test alert to "
            + String.join(", ", channels.stream().map(Channel::name).toList())
            + " of "
            + config
            + ".");
    DispatchReport report =
        new Dispatcher(timed)
            .dispatch(
                TestAlertFactory.create(UUID.randomUUID().toString(), terminal.clock().instant()),
                Deadline.in(Duration.ofSeconds(seconds)));
    TemplateOption.printProblem(terminal, around.templates());
    int widest = channels.stream().mapToInt(it -> it.name().length()).max().orElse(0);
    for (Delivery delivery : report.deliveries()) {
      String name = delivery.channel();
      Duration took = ended.getOrDefault(name, Duration.ofSeconds(seconds));
      String type = ConfigFile.channel(name, configuration).type();
      terminal.out().println(line(delivery, widest, type, took));
    }
    return ExitCode.completed(report.isDeliveredEverywhere()).value();
  }

  private int throughFunction(ConfigurationDocument configuration, Duration longest) {
    Set<String> wanted = selected(configuration);
    String url = queue(configuration);
    if (configuration.state().isEmpty()) {
      throw new CommandException(
          ExitCode.CONFIGURATION,
          config + ": state is missing. --through-function reads the result from its table.");
    }
    ChannelContext around =
        configuration
            .context(terminal.environment(), AwsAccess::ofProcess, Templates.builtIn())
            .at(terminal.clock());
    HeartbeatStore log;
    FunctionQueue queue;
    try {
      log = configuration.store(around).heartbeats();
      String region = configuration.state().get().region(around);
      queue = new FunctionQueue(around.aws().get(), region, url);
    } catch (IllegalArgumentException e) {
      throw ConfigFile.rejected(e);
    }
    String id = UUID.randomUUID().toString();
    terminal.note("Sending test " + id + " to " + url + ".");
    try {
      FunctionTester tester =
          new FunctionTester(queue::requestTest, log, sleeper, terminal.clock());
      return print(tester.run(id, names, longest), wanted, configuration);
    } catch (IOException e) {
      terminal.print(String.valueOf(e.getMessage()));
      return ExitCode.FAILURE.value();
    }
  }

  private int print(
      FunctionTester.Ended ended, Set<String> wanted, ConfigurationDocument configuration) {
    if (ended.result().isEmpty()) {
      ended.problem().ifPresent(terminal::print);
      terminal.print(
          "The function did not respond within "
              + ended.took().toSeconds()
              + " s. Check its log for errors, and the queue and dead-letter queue for waiting"
              + " messages. The queue must be the event source of the function.");
      return ExitCode.FAILURE.value();
    }
    Map<String, DeliveryTestResult.Line> lines = new HashMap<>();
    ended.result().get().lines().forEach(it -> lines.put(it.channel(), it));
    int widest = wanted.stream().mapToInt(String::length).max().orElse(0);
    boolean isDone = true;
    for (String name : wanted) {
      DeliveryTestResult.Line line = lines.get(name);
      String type = ConfigFile.channel(name, configuration).type();
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
                          ? "The function has no channel of this name. Deploy this configuration."
                          : line.detail()));
    }
    return ExitCode.completed(isDone).value();
  }

  private String queue(ConfigurationDocument configuration) {
    return Optional.ofNullable(queueUrl)
        .or(configuration::queueUrl)
        .or(() -> Optional.ofNullable(terminal.environment().get("ROOTMON_QUEUE_URL")))
        .filter(it -> !it.isBlank())
        .orElseThrow(
            () ->
                new UsageException(
                    "--through-function needs the URL of the queue. Set --queue-url, queueUrl in"
                        + " the configuration, or the environment variable ROOTMON_QUEUE_URL."));
  }

  private static String line(Delivery delivery, int widest, String type, Duration took) {
    String columns = "%-" + widest + "s  %-9s  %-9s  %4.1f s  ";
    return String.format(
            Locale.ROOT,
            columns,
            delivery.channel(),
            type,
            DeliveryText.label(delivery.result()),
            took.toMillis() / 1000.0)
        + TerminalText.line(DeliveryText.details(delivery));
  }

  /** Returns the names of the channels to test. */
  private Set<String> selected(ConfigurationDocument configuration) {
    Set<String> known = configuration.channels().keySet();
    if (known.isEmpty()) {
      throw new CommandException(
          ExitCode.CONFIGURATION, config + ": channels is missing. Add at least one channel.");
    }
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UsageException(
            "'"
                + name
                + "' is not a channel of "
                + config
                + "."
                + Suggestion.of(name, known)
                    .map(it -> " Did you mean '" + it + "'?")
                    .orElse(" The channels are: " + String.join(", ", known) + "."));
      }
    }
    return names.isEmpty() ? known : new LinkedHashSet<>(names);
  }

  private List<Channel> channels(ConfigurationDocument configuration, ChannelContext around) {
    Set<String> wanted = selected(configuration);
    List<Channel> channels = new ArrayList<>();
    try {
      for (String name : wanted) {
        channels.addAll(configuration.only(name).channels(around));
      }
    } catch (IllegalArgumentException e) {
      throw ConfigFile.rejected(e);
    }
    return channels;
  }
}
