package io.rootmon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor.ChannelHealth;
import io.rootmon.RootMonitor.ChannelHealth.State;
import io.rootmon.alert.Alert;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.Channel;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.HealthCheck;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.ses.SesChannel;
import io.rootmon.channel.ses.SesSettings;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.channel.sns.SnsChannel;
import io.rootmon.channel.sns.SnsSettings;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Regression: a topic without a reader, or a revoked token, was noticed with the first alert. */
@Timeout(60)
class HealthCheckTest {
  private static final Duration TIME = Duration.ofSeconds(10);

  @Test
  void reportsATopicWithoutConfirmedSubscriptions() throws Exception {
    assertThat(sns(topic("0", "2")))
        .isEqualTo(
            failing(
                "the topic has no confirmed subscription; 2 subscriptions are pending: open the"
                    + " link in the confirmation email"));
    assertThat(sns(topic("0", "1")))
        .isEqualTo(
            failing(
                "the topic has no confirmed subscription; 1 subscription is pending: open the"
                    + " link in the confirmation email"));
    assertThat(sns(topic("0", "0")))
        .isEqualTo(
            failing(
                "the topic has no confirmed subscription; subscribe an address and confirm it"));
    assertThat(sns(topic("1", "0")).state()).isEqualTo(State.HEALTHY);
    assertThat(sns(error(403, "AuthorizationError")).problem().orElseThrow())
        .endsWith("; allow sns:GetTopicAttributes on the topic");
    assertThat(sns(error(404, "NotFound")).state()).isEqualTo(State.FAILING);
    assertThat(sns(error(503, "ServiceUnavailable")).state()).isEqualTo(State.UNKNOWN);
    assertThat(sns(error(400, "Throttling")).state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void anUnverifiedSenderIsReported() throws Exception {
    assertThat(ses(identity("example.com", "Success"), true).state()).isEqualTo(State.HEALTHY);
    assertThat(ses(identity("mail.example.com", "Failed"), true))
        .isEqualTo(
            failing(
                "the sender rootmon@mail.example.com is not verified: Failed; verify the address or"
                    + " its domain in SES, eu-west-1"));
    assertThat(ses("", true).problem().orElseThrow()).contains("is no identity of this account");
    assertThat(ses(identity("example.com", "Success"), false))
        .isEqualTo(failing("sending is paused for the account; enable it in SES, eu-west-1"));
  }

  @Test
  void aListedSubscriptionCountsAlthoughTheCountsAreZero() throws Exception {
    String listed =
        "<ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions><member>"
            + "<SubscriptionArn>arn:aws:sns:eu-west-1:111122223333:alerts:1</SubscriptionArn>"
            + "</member></Subscriptions></ListSubscriptionsByTopicResult>"
            + "</ListSubscriptionsByTopicResponse>";
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            request ->
                request.form().getOrDefault("Action", "").equals("ListSubscriptionsByTopic")
                    ? new Answer(200, listed)
                    : topic("0", "0"))) {
      assertThat(health(snsChannel(aws.address())).state()).isEqualTo(State.HEALTHY);
    }
  }

  @Test
  void reportsARejectedSlackTokenAndSkipsWebhooks() throws Exception {
    assertThat(slack("{\"ok\":true}").state()).isEqualTo(State.HEALTHY);
    assertThat(slack("{\"ok\":false,\"error\":\"token_revoked\"}"))
        .isEqualTo(failing("Slack: token_revoked; renew the token or webhook"));
    assertThat(slack("{\"ok\":false,\"error\":\"service_unavailable\"}").state())
        .isEqualTo(State.UNKNOWN);
    SlackSettings webhook =
        new SlackSettings.IncomingWebhook("one", SecretSource.literal("https://example.com"));
    assertThat(new SlackChannel(webhook, Templates.builtIn()).healthCheck()).isEmpty();
  }

  @Test
  void aServiceWithoutAResponseIsUnknownAndABugIsIsolated() throws Exception {
    Channel buggy =
        channel(
            "buggy",
            left -> {
              throw new IllegalStateException("secret");
            });
    Channel fine = channel("fine", left -> Optional.empty());
    try (FakeHttpServer aws = FakeHttpServer.answering(Answer.NONE)) {
      long start = System.nanoTime();
      List<ChannelHealth> all =
          new Dispatcher(List.of(snsChannel(aws.address()), buggy, fine))
              .health(Deadline.in(Duration.ofMillis(700)));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(all)
          .extracting(ChannelHealth::state)
          .containsExactly(State.UNKNOWN, State.UNKNOWN, State.HEALTHY);
      assertThat(all.toString()).doesNotContain("secret");
    }
  }

  private static Channel channel(String name, HealthCheck check) {
    return new Channel() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Receipt send(Alert alert, Deadline deadline) {
        return new Receipt("taken");
      }

      @Override
      public Optional<HealthCheck> healthCheck() {
        return Optional.of(check);
      }
    };
  }

  private static ChannelHealth failing(String problem) {
    return new ChannelHealth("one", State.FAILING, Optional.of(problem));
  }

  private static ChannelHealth sns(Answer answer) throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(answer)) {
      return health(snsChannel(aws.address()));
    }
  }

  private static Channel snsChannel(URI aws) {
    return new SnsChannel(
        new SnsSettings("one", "arn:aws:sns:eu-west-1:111122223333:alerts"),
        Templates.builtIn(),
        FakeAwsServer.at(aws));
  }

  private static ChannelHealth ses(String identities, boolean isSending) throws Exception {
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            request ->
                request.form().getOrDefault("Action", "").equals("GetAccountSendingEnabled")
                    ? new Answer(
                        200,
                        "<GetAccountSendingEnabledResponse><GetAccountSendingEnabledResult><Enabled>"
                            + isSending
                            + "</Enabled></GetAccountSendingEnabledResult>"
                            + "</GetAccountSendingEnabledResponse>")
                    : new Answer(
                        200,
                        "<GetIdentityVerificationAttributesResponse>"
                            + "<GetIdentityVerificationAttributesResult><VerificationAttributes>"
                            + identities
                            + "</VerificationAttributes></GetIdentityVerificationAttributesResult>"
                            + "</GetIdentityVerificationAttributesResponse>"))) {
      SesSettings settings =
          new SesSettings(
              "one",
              "eu-west-1",
              "Alarm <rootmon@mail.example.com>",
              List.of("security@example.com"),
              Optional.empty());
      return health(new SesChannel(settings, Templates.builtIn(), FakeAwsServer.at(aws.address())));
    }
  }

  private static String identity(String name, String status) {
    return "<entry><key>"
        + name
        + "</key><value><VerificationStatus>"
        + status
        + "</VerificationStatus></value></entry>";
  }

  private static ChannelHealth slack(String answer) throws Exception {
    try (FakeHttpServer slack = FakeHttpServer.answering(new Answer(200, answer))) {
      SlackSettings settings =
          new SlackSettings.Bot("one", SecretSource.literal("xoxb-1"), "C0123456789");
      URI api = URI.create(slack.address() + "/api/");
      return health(new SlackChannel(settings, Templates.builtIn(), api));
    }
  }

  private static ChannelHealth health(Channel channel) {
    return new Dispatcher(List.of(channel)).health(Deadline.in(TIME)).get(0);
  }

  private static Answer topic(String confirmed, String pending) {
    return new Answer(
        200,
        "<GetTopicAttributesResponse><GetTopicAttributesResult><Attributes>"
            + "<entry><key>SubscriptionsConfirmed</key><value>"
            + confirmed
            + "</value></entry><entry><key>SubscriptionsPending</key><value>"
            + pending
            + "</value></entry></Attributes></GetTopicAttributesResult>"
            + "</GetTopicAttributesResponse>");
  }

  private static Answer error(int status, String code) {
    return new Answer(
        status,
        "<ErrorResponse><Error><Code>"
            + code
            + "</Code><Message>no</Message></Error></ErrorResponse>");
  }
}
