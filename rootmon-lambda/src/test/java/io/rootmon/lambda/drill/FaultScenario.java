package io.rootmon.lambda.drill;

import io.rootmon.MonitorFixtures;
import io.rootmon.RootMonitor;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Mentions;
import io.rootmon.channel.eventbridge.EventBridgeChannel;
import io.rootmon.channel.eventbridge.EventBridgeSettings;
import io.rootmon.channel.jsm.JsmChannel;
import io.rootmon.channel.jsm.JsmSettings;
import io.rootmon.channel.securityhub.SecurityHubChannel;
import io.rootmon.channel.securityhub.SecurityHubSettings;
import io.rootmon.channel.ses.SesChannel;
import io.rootmon.channel.ses.SesSettings;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.channel.sns.SnsChannel;
import io.rootmon.channel.sns.SnsSettings;
import io.rootmon.channel.teams.TeamsChannel;
import io.rootmon.channel.teams.TeamsSettings;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.Templates;
import io.rootmon.route.Routes;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** One fault of one channel, with everything around it that is not at fault. */
final class FaultScenario implements AutoCloseable {
  static final int SPEED = 5;

  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:root-alerts";

  /** Six times the function's timeout of 30 seconds, as AWS asks for. */
  private static final Duration VISIBILITY = Duration.ofMinutes(3);

  private static final int MAX_RECEIVES = 5;

  final FastClock clock = new FastClock(SPEED);
  final SimulatedQueue queue = new SimulatedQueue(VISIBILITY, MAX_RECEIVES, clock);
  final Map<WireProtocol, FakeEndpoint> stations = new EnumMap<>(WireProtocol.class);
  private final Fault fault;
  private final WireProtocol target;
  private final SharedStateStore store;
  private final Path ownTemplates;

  FaultScenario(Fault fault, WireProtocol target, Path folder) throws IOException {
    this.fault = fault;
    this.target = target;
    Set<WireProtocol> media =
        WireProtocol.FIRST.contains(target) ? WireProtocol.FIRST : Set.of(WireProtocol.SNS, target);
    for (WireProtocol medium : media) {
      AtomicInteger count = new AtomicInteger();
      stations.put(
          medium,
          new FakeEndpoint(
              medium,
              request ->
                  medium == target
                      ? fault.answer(medium, request, clock, count)
                      : Optional.empty()));
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
      Path file = folder.resolve(target.template().orElseThrow());
      Files.createDirectories(file.getParent());
      Files.writeString(file, target.brokenTemplate());
    }
  }

  /** Whether the fault can occur in the channel: some have no templates. */
  static boolean isPossible(Fault fault, WireProtocol target) {
    return fault != Fault.TEMPLATE_BROKEN || target.template().isPresent();
  }

  /** Returns the monitor of a worker, which shares the store alone with other workers. */
  RootMonitor worker() {
    Dispatcher dispatcher = new Dispatcher(channels(), store, clock, clock);
    return MonitorFixtures.builder(dispatcher)
        .routes(
            Routes.everythingTo(
                stations.keySet().stream().map(WireProtocol::channel).collect(Collectors.toSet())))
        .store(store)
        .clock(clock)
        .build();
  }

  Templates templates() {
    return fault == Fault.TEMPLATE_BROKEN
        ? Templates.overriddenBy(ownTemplates)
        : Templates.builtIn();
  }

  private List<Channel> channels() {
    return stations.keySet().stream().map(this::channel).toList();
  }

  private Channel channel(WireProtocol medium) {
    Templates templates = templates();
    String name = medium.channel();
    return switch (medium) {
      case SNS -> new SnsChannel(new SnsSettings(name, TOPIC), templates, aws(medium));
      case CHAT -> new SnsChannel(new SnsSettings(name, TOPIC, true), templates, aws(medium));
      case SES ->
          new SesChannel(
              new SesSettings(
                  name,
                  "eu-west-1",
                  "rootmon@example.com",
                  List.of("security@example.com"),
                  Optional.empty()),
              templates,
              aws(medium));
      case SLACK ->
          new SlackChannel(
              new SlackSettings.Bot(
                  name, new ChannelSecret(medium, "xoxb-not-a-token"), "C0123456789"),
              templates,
              address(medium).resolve("/"));
      case TEAMS ->
          new TeamsChannel(
              new TeamsSettings(
                  name, new ChannelSecret(medium, address(medium) + "/workflow"), Mentions.NONE),
              templates,
              ProxySettings.DIRECT);
      case JSM ->
          new JsmChannel(
              new JsmSettings(
                  name,
                  new ChannelSecret(medium, "not-an-integration-key"),
                  address(medium).resolve("/")),
              ProxySettings.DIRECT);
      case EVENTBRIDGE ->
          new EventBridgeChannel(
              new EventBridgeSettings(
                  name, "arn:aws:events:eu-west-1:111122223333:event-bus/security", "rootmon"),
              aws(medium),
              ProxySettings.DIRECT);
      case SECURITYHUB ->
          new SecurityHubChannel(
              new SecurityHubSettings(name, "eu-west-1", "111122223333"),
              aws(medium),
              ProxySettings.DIRECT,
              clock);
    };
  }

  FakeEndpoint endpoint(WireProtocol medium) {
    FakeEndpoint endpoint = stations.get(medium);
    if (endpoint == null) {
      throw new IllegalStateException(medium + ": the scenario has no endpoint for it");
    }
    return endpoint;
  }

  private URI address(WireProtocol medium) {
    return endpoint(medium).address();
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

  @Override
  public void close() {
    stations.values().forEach(FakeEndpoint::close);
  }

  /** The secret of a channel, while it is not missing. */
  private final class ChannelSecret implements SecretSource {
    private final WireProtocol medium;
    private final String value;

    ChannelSecret(WireProtocol medium, String value) {
      this.medium = medium;
      this.value = value;
    }

    @Override
    public Secret current() throws IOException {
      if (isWithoutSecret(medium)) {
        throw new IOException("secretsmanager arn:…:secret: expected a secret but was not found");
      }
      return new Secret(value);
    }

    @Override
    public Secret refresh() throws IOException {
      return current();
    }
  }
}
