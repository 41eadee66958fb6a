package io.rootmon.lambda.priming;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Mentions;
import io.rootmon.channel.jsm.JsmChannel;
import io.rootmon.channel.jsm.JsmSettings;
import io.rootmon.channel.pagerduty.PagerDutyChannel;
import io.rootmon.channel.pagerduty.PagerDutySettings;
import io.rootmon.channel.ses.SesChannel;
import io.rootmon.channel.ses.SesSettings;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackInteractionParser;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.channel.slack.SlackSignature;
import io.rootmon.channel.sns.SnsChannel;
import io.rootmon.channel.sns.SnsSettings;
import io.rootmon.channel.teams.TeamsChannel;
import io.rootmon.channel.teams.TeamsSettings;
import io.rootmon.channel.webhook.WebhookChannel;
import io.rootmon.channel.webhook.WebhookSettings;
import io.rootmon.json.JsonStreams;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Creates a channel of each type that sends to a {@link LoopbackServer} instead of AWS or Slack.
 */
final class PrimingChannels {
  static final String REGION = "us-east-1";
  static final String SECRET = "arn:aws:secretsmanager:" + REGION + ":111122223333:secret:priming";

  private static final String SIGNING_SECRET = "priming";

  /** An acknowledgement of an incident of an account that does not exist. */
  private static final String CLICK =
      "payload=%7B%22type%22%3A%22block_actions%22%2C%22user%22%3A%7B%22id%22%3A%22U0%22%7D%2C"
          + "%22actions%22%3A%5B%7B%22action_id%22%3A%22rootmon-acknowledged%22%2C"
          + "%22value%22%3A%22000000000000%2Fpriming%22%7D%5D%7D";

  private PrimingChannels() {}

  static List<Channel> create(Set<String> types, Templates templates, URI server) {
    return types.stream().map(it -> create(it, templates, server)).toList();
  }

  private static Channel create(String type, Templates templates, URI server) {
    SecretSource secret = SecretSource.literal("priming");
    return switch (type) {
      case "sns" -> {
        String topic = "arn:aws:sns:" + REGION + ":111122223333:priming";
        yield new SnsChannel(new SnsSettings("sns", topic), templates, aws(server));
      }
      case "ses" -> {
        List<String> to = List.of("security@example.com");
        SesSettings mail =
            new SesSettings("ses", REGION, "rootmon@example.com", to, Optional.empty());
        yield new SesChannel(mail, templates, aws(server));
      }
      case "slack" -> {
        SlackSettings slack = new SlackSettings.Bot("slack", secret, "C0PRIMING");
        yield new SlackChannel(slack, templates, server.resolve(LoopbackServer.SLACK));
      }
      case "webhook" -> {
        SecretSource address = SecretSource.literal(server.toString());
        yield new WebhookChannel(new WebhookSettings("webhook", address, secret));
      }
      case "pagerduty" ->
          new PagerDutyChannel(new PagerDutySettings("pagerduty", secret, server));
      case "teams" -> {
        SecretSource webhook = SecretSource.literal(server.toString());
        yield new TeamsChannel(
            new TeamsSettings("teams", webhook, Mentions.NONE), templates, ProxySettings.DIRECT);
      }
      case "jsm" ->
          new JsmChannel(
              new JsmSettings("jsm", secret, server.resolve("/")), ProxySettings.DIRECT);
      case "eventbridge", "securityhub" -> {
        // The same HTTP client and JSON, without the responses, which the server does not support.
        SecretSource endpoint = SecretSource.literal(server.toString());
        yield new WebhookChannel(new WebhookSettings(type, endpoint, secret));
      }
      default ->
          throw new IllegalStateException("priming: expected a type of channel but was " + type);
    };
  }

  static SlackInteractionParser buttons() {
    return new SlackInteractionParser(SecretSource.literal(SIGNING_SECRET), InstantSource.system());
  }

  /** Returns a click on a button of no incident, as Lambda sends a request to the function URL. */
  static byte[] click() {
    byte[] body = CLICK.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        new TreeMap<>(SlackSignature.headers(body, new Secret(SIGNING_SECRET), Instant.now()));
    headers.put("content-type", "application/x-www-form-urlencoded");
    return JsonStreams.bytes(
        json -> {
          json.writeStringField("rawPath", "/");
          json.writeObjectFieldStart("headers");
          for (Map.Entry<String, String> header : headers.entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
          }
          json.writeEndObject();
          json.writeObjectFieldStart("requestContext");
          json.writeObjectFieldStart("http");
          json.writeStringField("method", "POST");
          json.writeEndObject();
          json.writeEndObject();
          json.writeBinaryField("body", body);
          json.writeBooleanField("isBase64Encoded", true);
        });
  }

  static AwsAccess aws(URI server) {
    return new AwsAccess(
        UrlConnectionHttpClient.create(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("priming", "priming")),
        Optional.of(server));
  }
}
