package io.rootmon.lambda.priming;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
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
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Who plays in a {@link SnapshotPrimer}: a channel of each type, which knows no far end but the
 * stage.
 */
final class PrimingChannels {
  static final String REGION = "us-east-1";
  static final String SECRET =
      "arn:aws:secretsmanager:" + REGION + ":111122223333:secret:rehearsal";

  /** Channels whose services answer in a form that the loopback server does not know. */
  private static final Set<String> UNPRIMED = Set.of("eventbridge", "securityhub");

  private static final String SIGNING_SECRET = "rehearsal";

  /** An acknowledgement of an incident of an account that does not exist. */
  private static final String PRESSED =
      "payload=%7B%22type%22%3A%22block_actions%22%2C%22user%22%3A%7B%22id%22%3A%22U0%22%7D%2C"
          + "%22actions%22%3A%5B%7B%22action_id%22%3A%22rootmon-acknowledged%22%2C"
          + "%22value%22%3A%22000000000000%2Frehearsal%22%7D%5D%7D";

  private PrimingChannels() {}

  static List<Channel> of(Set<String> channels, Templates templates, URI stage) {
    List<Channel> cast = new ArrayList<>();
    if (channels.contains("sns")) {
      String topic = "arn:aws:sns:" + REGION + ":111122223333:rehearsal";
      cast.add(new SnsChannel(new SnsSettings("sns", topic), templates, aws(stage)));
    }
    if (channels.contains("ses")) {
      SesSettings settings =
          new SesSettings(
              "ses",
              REGION,
              "rootmon@example.com",
              List.of("security@example.com"),
              Optional.empty());
      cast.add(new SesChannel(settings, templates, aws(stage)));
    }
    SecretSource key = SecretSource.literal("rehearsal");
    if (channels.contains("slack")) {
      SlackSettings settings = new SlackSettings.Bot("slack", key, "C0REHEARSAL");
      cast.add(new SlackChannel(settings, templates, stage.resolve(LoopbackServer.SLACK)));
    }
    if (channels.contains("webhook")) {
      SecretSource address = SecretSource.literal(stage.toString());
      cast.add(new WebhookChannel(new WebhookSettings("webhook", address, key)));
    }
    if (channels.contains("pagerduty")) {
      cast.add(new PagerDutyChannel(new PagerDutySettings("pagerduty", key, stage)));
    }
    if (channels.contains("teams")) {
      SecretSource webhook = SecretSource.literal(stage.toString());
      cast.add(
          new TeamsChannel(
              new TeamsSettings("teams", webhook, Mentions.NONE), templates, ProxySettings.DIRECT));
    }
    if (channels.contains("jsm")) {
      cast.add(
          new JsmChannel(
              new JsmSettings("jsm", key, stage.resolve("/")), ProxySettings.DIRECT));
    }
    long unprimed = channels.stream().filter(UNPRIMED::contains).count();
    if (unprimed > 0 && !channels.contains("webhook")) {
      // The same HTTP client and JSON, without AWS's signature and responses.
      SecretSource address = SecretSource.literal(stage.toString());
      cast.add(new WebhookChannel(new WebhookSettings("webhook", address, key)));
      unprimed--;
    }
    if (cast.size() + unprimed != channels.size()) {
      throw new IllegalStateException(
          "rehearsal: expected known types of channels but was " + channels);
    }
    return cast;
  }

  static SlackInteractionParser buttons() {
    return new SlackInteractionParser(SecretSource.literal(SIGNING_SECRET), InstantSource.system());
  }

  /** A button's press about no incident, as Lambda gives a request to the function's URL. */
  static byte[] pressed() throws IOException {
    byte[] body = PRESSED.getBytes(StandardCharsets.UTF_8);
    Map<String, String> signed =
        SlackSignature.headers(body, new Secret(SIGNING_SECRET), Instant.now());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("rawPath", "/");
      json.writeObjectFieldStart("headers");
      json.writeStringField("content-type", "application/x-www-form-urlencoded");
      for (Map.Entry<String, String> header : signed.entrySet()) {
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
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  static AwsAccess aws(URI stage) {
    return new AwsAccess(
        UrlConnectionHttpClient.create(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")),
        Optional.of(stage));
  }
}
