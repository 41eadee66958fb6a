package io.rootmon.lambda.drill;

import io.rootmon.RootMonitor;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ses.SesChannel;
import io.rootmon.channel.ses.SesSettings;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.channel.sns.SnsChannel;
import io.rootmon.channel.sns.SnsSettings;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.lambda.drill.FakeEndpoint.WireProtocol;
import io.rootmon.render.Templates;
import io.rootmon.route.Routes;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import io.rootmon.state.MemoryStore;
import io.rootmon.state.StateStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** One fault of one channel, with everything around it that is not at fault. */
final class FaultScenario implements AutoCloseable {
  static final int SPEED = 5;

  /** Six times the function's timeout of 30 seconds, as AWS asks for. */
  private static final Duration VISIBILITY = Duration.ofMinutes(3);

  private static final int MAX_RECEIVES = 5;

  final FastClock clock = new FastClock(SPEED);
  final SimulatedQueue queue = new SimulatedQueue(VISIBILITY, MAX_RECEIVES, clock);
  final Map<WireProtocol, FakeEndpoint> stations = new EnumMap<>(WireProtocol.class);
  private final Fault fault;
  private final WireProtocol target;
  private final StateStore store;
  private final Path ownTemplates;

  FaultScenario(Fault fault, WireProtocol target, Path folder) throws IOException {
    this.fault = fault;
    this.target = target;
    for (WireProtocol medium : WireProtocol.values()) {
      AtomicInteger count = new AtomicInteger();
      stations.put(
          medium,
          new FakeEndpoint(
              medium,
              () -> medium == target ? fault.answer(medium, clock, count) : Optional.empty()));
    }
    AtomicInteger calls = new AtomicInteger();
    this.store =
        new FlakyStore(
            new MemoryStore(clock),
            () ->
                (fault == Fault.STORE_DOWN && fault.lasts(clock))
                    || (fault == Fault.STORE_THROTTLED && calls.incrementAndGet() % 3 == 0));
    this.ownTemplates = folder;
    if (fault == Fault.TEMPLATE_BROKEN) {
      String name =
          target == WireProtocol.SLACK
              ? "slack/summary.slack.ftl"
              : medium(target) + "/body.txt.ftl";
      Files.createDirectories(folder.resolve(name).getParent());
      String format = target == WireProtocol.SLACK ? "Slack" : "plainText";
      Files.writeString(
          folder.resolve(name),
          "<#ftl output_format=\"" + format + "\">\n${alert.noSuchThing.atAll}\n");
    }
  }

  /** A worker's line: nothing in it is shared with another worker's but the store. */
  RootMonitor worker() {
    Dispatcher dispatcher = new Dispatcher(channels(), store, clock, clock);
    return RootMonitor.builder()
        .routes(Routes.everythingTo(Set.of("sns", "ses", "slack")))
        .store(store)
        .dispatcher(dispatcher)
        .clock(clock)
        .build();
  }

  Templates templates() {
    return fault == Fault.TEMPLATE_BROKEN
        ? Templates.overriddenBy(ownTemplates)
        : Templates.builtIn();
  }

  private List<Channel> channels() {
    Templates templates = templates();
    return List.of(
        new SnsChannel(
            new SnsSettings("sns", "arn:aws:sns:eu-west-1:111122223333:root-alerts"),
            templates,
            aws(WireProtocol.SNS)),
        new SesChannel(
            new SesSettings(
                "ses",
                "eu-west-1",
                "rootmon@example.com",
                List.of("security@example.com"),
                Optional.empty()),
            templates,
            aws(WireProtocol.SES)),
        new SlackChannel(
            new SlackSettings.Bot("slack", new Token(), "C0123456789"),
            templates,
            address(WireProtocol.SLACK).resolve("/")));
  }

  private URI address(WireProtocol medium) {
    FakeEndpoint station = stations.get(medium);
    if (station == null) {
      throw new IllegalStateException(medium + ": expected a station but there is none");
    }
    return station.address();
  }

  private AwsAccess aws(WireProtocol medium) {
    return new AwsAccess(
        UrlConnectionHttpClient.create(),
        () -> {
          if (isWithoutSecret(medium)) {
            throw SdkClientException.create("Unable to load credentials");
          }
          return AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "not-a-secret-access-key");
        },
        Optional.of(address(medium)));
  }

  private boolean isWithoutSecret(WireProtocol medium) {
    return fault == Fault.SECRET_MISSING && medium == target && fault.lasts(clock);
  }

  static String medium(WireProtocol medium) {
    return medium.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    stations.values().forEach(FakeEndpoint::close);
  }

  /** Slack's token, where it is not missing. */
  private final class Token implements SecretSource {
    @Override
    public Secret current() throws IOException {
      if (isWithoutSecret(WireProtocol.SLACK)) {
        throw new IOException("secretsmanager arn:…:slack: expected a secret but was not found");
      }
      return new Secret("xoxb-not-a-token");
    }

    @Override
    public Secret refresh() throws IOException {
      return current();
    }
  }
}
