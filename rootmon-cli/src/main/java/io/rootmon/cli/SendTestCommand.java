package io.rootmon.cli;

import io.rootmon.TestAlertFactory;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DispatchReport;
import io.rootmon.channel.DispatchReport.Delivery;
import io.rootmon.channel.Dispatcher;
import io.rootmon.channel.Surroundings;
import io.rootmon.config.Configuration;
import io.rootmon.render.Templates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
      "Exit code 1: a channel did not deliver it.",
      "",
      "Examples:",
      "  rootmon send-test --config rootmon.json",
      "  rootmon send-test --config rootmon.json --channel chat --channel mail"
    })
final class SendTestCommand implements Callable<Integer> {
  private static final int LONGEST_SECONDS = 300;

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
      description = "How long all channels have (default: ${DEFAULT-VALUE}).")
  private int seconds = 20;

  SendTestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      throw new UsageException(
          "--timeout: expected 1 to " + LONGEST_SECONDS + " seconds but was " + seconds);
    }
    Configuration configuration = Document.ofOption(config);
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
            .dispatch(TestAlertFactory.create(UUID.randomUUID().toString(), Instant.now()), Duration.ofSeconds(seconds));
    int widest = channels.stream().mapToInt(it -> it.name().length()).max().orElse(0);
    for (Delivery delivery : report.deliveries()) {
      String name = delivery.channel();
      Duration took = ended.getOrDefault(name, Duration.ofSeconds(seconds));
      String type = Document.channel(name, configuration).text("type");
      terminal.out().println(line(delivery, widest, type, took));
    }
    return report.isDeliveredEverywhere() ? Rootmon.DONE : Rootmon.INCOMPLETE;
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
        + Printable.line(DeliveryText.said(delivery));
  }

  private List<Channel> channels(Configuration configuration) {
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
    Surroundings around =
        Surroundings.of(terminal.environment(), AwsAccess::ofProcess, Templates.builtIn());
    List<Channel> channels = new ArrayList<>();
    try {
      for (String name : names.isEmpty() ? known : new LinkedHashSet<>(names)) {
        channels.addAll(configuration.only(name).channels(around));
      }
    } catch (IllegalArgumentException e) {
      throw Document.refused(e);
    }
    return channels;
  }
}
