package io.rootmon.lambda;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.pagerduty.PagerDutyChannel;
import io.rootmon.channel.pagerduty.PagerDutySettings;
import io.rootmon.channel.ses.SesChannel;
import io.rootmon.channel.ses.SesSettings;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.channel.sns.SnsChannel;
import io.rootmon.channel.sns.SnsSettings;
import io.rootmon.channel.webhook.WebhookChannel;
import io.rootmon.channel.webhook.WebhookSettings;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Who plays in a {@link Rehearsal}: a channel of each type, which knows no far end but the stage.
 */
final class Cast {
  static final String REGION = "us-east-1";
  static final String SECRET =
      "arn:aws:secretsmanager:" + REGION + ":111122223333:secret:rehearsal";

  private Cast() {}

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
      cast.add(new SlackChannel(settings, templates, stage.resolve(Stage.SLACK)));
    }
    if (channels.contains("webhook")) {
      SecretSource address = SecretSource.literal(stage.toString());
      cast.add(new WebhookChannel(new WebhookSettings("webhook", address, key)));
    }
    if (channels.contains("pagerduty")) {
      cast.add(new PagerDutyChannel(new PagerDutySettings("pagerduty", key, stage)));
    }
    if (cast.size() != channels.size()) {
      throw new IllegalStateException(
          "rehearsal: expected known types of channels but was " + channels);
    }
    return cast;
  }

  static AwsAccess aws(URI stage) {
    return new AwsAccess(
        UrlConnectionHttpClient.create(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")),
        Optional.of(stage));
  }
}
