package io.rootmon.channel;

import io.rootmon.alert.Alert;
import io.rootmon.aws.AwsAccess;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.cases.GoldenFile;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.channel.eventbridge.EventBridgeChannel;
import io.rootmon.channel.eventbridge.EventBridgeSettings;
import io.rootmon.channel.jsm.JsmChannel;
import io.rootmon.channel.jsm.JsmSettings;
import io.rootmon.channel.pagerduty.PagerDutyChannel;
import io.rootmon.channel.pagerduty.PagerDutySettings;
import io.rootmon.channel.securityhub.SecurityHubChannel;
import io.rootmon.channel.securityhub.SecurityHubSettings;
import io.rootmon.channel.sns.SnsChannel;
import io.rootmon.channel.sns.SnsSettings;
import io.rootmon.channel.teams.TeamsChannel;
import io.rootmon.channel.teams.TeamsSettings;
import io.rootmon.channel.webhook.WebhookChannel;
import io.rootmon.channel.webhook.WebhookSettings;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The requests that the channels without a template for each format send, reviewed as files: what
 * an endpoint on the loopback interface received.
 */
final class GoldenRequests {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Pattern ENTRY = Pattern.compile("\"EventBusName\"");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-14T03:00:00Z"));

  private GoldenRequests() {}

  /** Checks what each channel sends about an alert. */
  static void check(String name, Alert alert) {
    run(name, channel -> channel.send(alert, Deadline.in(TIMEOUT)));
  }

  /** Checks what the channels send when a person acknowledges an incident. */
  static void checkAcknowledgement(String name, Alert alert) {
    run(
        name,
        channel -> {
          Optional<Acknowledgement> acknowledgement = channel.acknowledgement();
          return acknowledgement.isPresent()
              ? acknowledgement.get().send(alert, Deadline.in(TIMEOUT))
              : new Receipt("not sent: the service has no acknowledgement");
        });
  }

  private interface Call {
    Receipt run(Channel channel) throws DeliveryException;
  }

  private static void run(String name, Call call) {
    for (String channel :
        List.of(
            "teams", "chat", "pagerduty", "jsm", "eventbridge", "securityhub", "webhook", "ocsf")) {
      GoldenFile.check("requests/" + name + "/" + channel + ".txt", sent(channel, call));
    }
  }

  private static String sent(String name, Call call) {
    try (FakeHttpServer server = FakeHttpServer.answering(it -> answer(name, it))) {
      Receipt receipt;
      try (Channel channel = channel(name, server.address())) {
        receipt = call.run(channel);
      }
      return server.requests().isEmpty()
          ? receipt.reference() + "\n"
          : server.requests().stream().map(RequestText::of).collect(Collectors.joining("\n"));
    } catch (DeliveryException e) {
      throw new AssertionError(name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer answer(String name, Request request) {
    return switch (name) {
      case "chat" ->
          new Answer(
              200,
              "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult>"
                  + "</PublishResponse>");
      case "eventbridge" ->
          new Answer(
              200,
              "{\"FailedEntryCount\":0,\"Entries\":["
                  + ENTRY
                      .matcher(request.body())
                      .results()
                      .map(it -> "{\"EventId\":\"1\"}")
                      .collect(Collectors.joining(","))
                  + "]}");
      case "securityhub" -> new Answer(200, "{\"FailedCount\":0,\"SuccessCount\":1}");
      default -> new Answer(202, "{}");
    };
  }

  private static Channel channel(String name, URI endpoint) {
    Templates templates = Templates.builtIn();
    AwsAccess aws = FakeAwsServer.at(endpoint);
    ProxySettings direct = ProxySettings.DIRECT;
    SecretSource address = SecretSource.literal(endpoint + "/hook");
    SecretSource key = SecretSource.literal("ROUTING-OR-API-KEY");
    return switch (name) {
      case "teams" ->
          new TeamsChannel(new TeamsSettings(name, address, Mentions.NONE), templates, direct);
      case "chat" ->
          new SnsChannel(
              new SnsSettings(name, "arn:aws:sns:eu-west-1:999988887777:root-chat", true),
              templates,
              aws);
      case "pagerduty" ->
          new PagerDutyChannel(
              new PagerDutySettings(name, key, endpoint.resolve("/v2/enqueue")), templates, direct);
      case "jsm" -> new JsmChannel(new JsmSettings(name, key, endpoint.resolve("/jsm/")), direct);
      case "eventbridge" ->
          new EventBridgeChannel(
              new EventBridgeSettings(
                  name, "arn:aws:events:eu-west-1:999988887777:event-bus/security", "rootmon"),
              aws,
              direct);
      case "securityhub" ->
          new SecurityHubChannel(
              new SecurityHubSettings(name, "eu-west-1", "999988887777"), aws, direct, CLOCK);
      case "webhook" -> new WebhookChannel(new WebhookSettings(name, address, key), CLOCK);
      default ->
          new WebhookChannel(
              new WebhookSettings(
                  name,
                  address,
                  Optional.empty(),
                  Map.of(),
                  Map.of(),
                  Map.of(),
                  new WebhookSettings.Body.Ocsf()),
              CLOCK);
    };
  }
}
