package io.rootmon.lambda.moto;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.secret.aws.AwsSecrets;
import io.rootmon.lambda.SlackThreadReplies;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secrets;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A secret that is changed in Secrets Manager. Not in the function's process, whose clock cannot be
 * moved: a secret is read again 30 seconds after it was read.
 */
@Tag("iac")
@Timeout(60)
class MotoRotationIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final MotoServer moto = MotoServer.shared();
  private final AtomicReference<String> accepted = new AtomicReference<>("xoxb-old");
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void isUsedWithoutARestart() throws Exception {
    moto.reset();
    try (FakeHttpServer slack = FakeHttpServer.answering(this::answer);
        SecretsManagerClient secrets =
            moto.access().configure(SecretsManagerClient.builder(), MotoServer.REGION).build()) {
      String arn = secrets.createSecret(it -> it.name("slack").secretString("xoxb-old")).arn();
      Channel channel = channel(arn, slack.address());
      channel.send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      secrets.putSecretValue(it -> it.secretId(arn).secretString("xoxb-new"));
      accepted.set("xoxb-new");
      now.updateAndGet(it -> it.plusSeconds(1));
      channel.send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      List<String> tokens =
          slack.requests().stream()
              .filter(it -> !SlackThreadReplies.isDetails(it))
              .map(MotoRotationIT::token)
              .toList();
      assertThat(tokens).containsExactly("xoxb-old", "xoxb-old", "xoxb-new");
    }
  }

  private Channel channel(String arn, URI slack) {
    ChannelContext around =
        new ChannelContext(
            Templates.builtIn(),
            moto::access,
            Optional.of(MotoServer.REGION),
            new Secrets(
                name -> null,
                () -> new AwsSecrets(moto.access(), Optional.of(MotoServer.REGION)),
                now::get),
            now::get);
    String document =
        """
        {"channels":{"chat":{"type":"slack","channel":"C0123456789","api":"%s/",
          "token":{"secretsManager":"%s"}}}}
        """
            .formatted(slack, arn);
    return ConfigurationDocument.parse("rotation", document).channels(around).get(0);
  }

  private Answer answer(Request request) {
    return new Answer(
        200,
        token(request).equals(accepted.get())
            ? "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0123456789\"}"
            : "{\"ok\":false,\"error\":\"token_revoked\"}");
  }

  private static String token(Request request) {
    return String.valueOf(request.headers().getFirst("Authorization")).replace("Bearer ", "");
  }
}
