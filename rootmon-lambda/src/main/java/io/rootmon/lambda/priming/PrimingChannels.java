package io.rootmon.lambda.priming;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.pagerduty.PagerDutyChannel;
import io.rootmon.channel.pagerduty.PagerDutySettings;
import io.rootmon.internal.channel.slack.SlackInteractionParser;
import io.rootmon.internal.channel.slack.SlackSignature;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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

  private static final String CHANNELS = "priming-channels.json";
  private static final String SECRET_VALUE = "priming";

  /** An acknowledgement of an incident of an account that does not exist. */
  private static final String CLICK =
      "payload=%7B%22type%22%3A%22block_actions%22%2C%22user%22%3A%7B%22id%22%3A%22U0%22%7D%2C"
          + "%22actions%22%3A%5B%7B%22action_id%22%3A%22rootmon-acknowledged%22%2C"
          + "%22value%22%3A%22000000000000%2Fpriming%22%7D%5D%7D";

  private PrimingChannels() {}

  /** Creates the channels by their own settings, as the function does. */
  static List<Channel> create(Set<String> types, Templates templates, URI server)
      throws IOException {
    Map<String, String> environment =
        Map.of("SERVER", server.toString(), "SECRET", SECRET_VALUE, "AWS_REGION", REGION);
    ChannelContext context =
        ChannelContext.of(environment, () -> aws(server), templates, ProxySettings.DIRECT);
    ConfigurationDocument all = ConfigurationDocument.parse(CHANNELS, document(server));
    List<Channel> channels = new ArrayList<>();
    for (String type : types) {
      // The one channel whose address no setting changes.
      channels.addAll(
          type.equals("pagerduty") ? List.of(pager(server)) : all.only(type).channels(context));
    }
    if (channels.size() < types.size()) {
      throw new IllegalStateException("priming: expected types of channels but was " + types);
    }
    return channels;
  }

  private static Channel pager(URI server) {
    SecretSource key = SecretSource.literal(SECRET_VALUE);
    return new PagerDutyChannel(new PagerDutySettings("pagerduty", key, server));
  }

  private static String document(URI server) throws IOException {
    String text = new String(resource(CHANNELS), StandardCharsets.UTF_8);
    return text.replace("@SERVER@", server.toString());
  }

  /** Returns the content of a file of this package. */
  static byte[] resource(String name) throws IOException {
    try (InputStream in = PrimingChannels.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + ": is missing from the jar of the function");
      }
      return in.readAllBytes();
    }
  }

  static SlackInteractionParser buttons() {
    return new SlackInteractionParser(SecretSource.literal(SECRET_VALUE), InstantSource.system());
  }

  /** Returns a click on a button of no incident, as Lambda sends a request to the function URL. */
  static byte[] click() {
    byte[] body = CLICK.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        new TreeMap<>(SlackSignature.headers(body, new Secret(SECRET_VALUE), Instant.now()));
    headers.put("content-type", "application/x-www-form-urlencoded");
    return JsonStreams.bytes(
        json -> {
          json.writeStringField("rawPath", "/");
          json.writeObjectFieldStart("headers");
          for (Map.Entry<String, String> header : headers.entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
          }
          json.writeEndObject();
          json.writeFieldName("requestContext");
          json.writeRawValue("{\"http\":{\"method\":\"POST\"}}");
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
