package io.rootmon.channel.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.AwsChannelContract;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SesChannelTest extends AwsChannelContract {
  private static final List<String> TO = List.of("security@example.com");

  @Override
  protected Channel channel(URI farEnd) {
    return channel(farEnd, TO, Optional.empty());
  }

  private static Channel channel(URI farEnd, List<String> to, Optional<String> set) {
    SesSettings settings =
        new SesSettings("ses", "eu-west-1", "rootmon <rootmon@example.com>", to, set);
    return new SesChannel(settings, Templates.builtIn(), FakeAwsServer.at(farEnd));
  }

  @Override
  protected String secret() {
    return FakeAwsServer.SECRET_KEY;
  }

  @Override
  protected Answer yes() {
    return new Answer(
        200,
        """
        <SendRawEmailResponse><SendRawEmailResult><MessageId>0000-1</MessageId>
        </SendRawEmailResult></SendRawEmailResponse>
        """);
  }

  @Override
  protected Answer no(int status) {
    return FakeAwsServer.error(status, "SomethingOrOther", "what went wrong");
  }

  @Override
  protected List<String> texts(Request request) {
    try {
      MimeMultipart mixed = (MimeMultipart) mail(request).getContent();
      // An alert with an event has it attached beside the two bodies.
      MimeMultipart parts =
          mixed.getBodyPart(0).getContent() instanceof MimeMultipart bodies ? bodies : mixed;
      String html = (String) parts.getBodyPart(1).getContent();
      assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(102 * 1_024);
      return List.of(mail(request).getSubject(), (String) parts.getBodyPart(0).getContent(), html);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesTheIdentityOfAnotherAccount() throws Exception {
    String identity = "arn:aws:ses:eu-west-1:999988887777:identity/example.com";
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      SesSettings settings =
          new SesSettings(
              "ses",
              "eu-west-1",
              "rootmon@example.com",
              TO,
              Optional.empty(),
              Optional.of(identity));
      new SesChannel(settings, Templates.builtIn(), FakeAwsServer.at(farEnd.address()))
          .send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests().get(0).form()).containsEntry("SourceArn", identity);
    }
  }

  @Test
  void refusesAnIdentityThatIsNoArn() {
    assertThatThrownBy(
            () ->
                new SesSettings(
                    "ses",
                    "eu-west-1",
                    "rootmon@example.com",
                    TO,
                    Optional.empty(),
                    Optional.of("example.com")))
        .hasMessageContaining("sourceArn: must be the ARN of an SES identity");
  }

  @Test
  void sendsAMailThatCanBeKnownAgain() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      Channel channel = channel(farEnd.address(), TO, Optional.of("alarms"));

      channel.send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));
      channel.send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      Request request = farEnd.requests().get(0);
      assertThat(request.form()).containsEntry("ConfigurationSetName", "alarms");
      assertThat(mail(request).getFrom()[0]).hasToString("rootmon <rootmon@example.com>");
      assertThat(mail(request).getMessageID())
          .isEqualTo(mail(farEnd.requests().get(1)).getMessageID());
    }
  }

  @Test
  void sendsManyRecipientsSeveralMails() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address(), recipients(101), Optional.empty())
          .send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).extracting(it -> recipients(it)).containsExactly(50, 50, 1);
    }
  }

  @Test
  void isNotDeliveredWhenOneMailFails() throws Exception {
    AtomicInteger count = new AtomicInteger();
    Answer no = FakeAwsServer.error(400, "Throttling", "Maximum sending rate exceeded");
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(request -> count.incrementAndGet() == 1 ? no : yes())) {
      DeliveryException e =
          failure(
              channel(farEnd.address(), recipients(101), Optional.empty()),
              ExampleAlerts.signIn(),
              Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).hasSize(3);
      assertThat(e.isRetryable()).isTrue();
      assertThat(e).hasMessageStartingWith("1 of 3 emails not sent: ");
    }
  }

  @Test
  void sendsOnlyTheMailsThatWereNotSent() throws Exception {
    AtomicInteger count = new AtomicInteger();
    Answer no = FakeAwsServer.error(400, "Throttling", "Maximum sending rate exceeded");
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(request -> count.incrementAndGet() == 2 ? no : yes())) {
      Channel channel = channel(farEnd.address(), recipients(101), Optional.empty());
      failure(channel, ExampleAlerts.signIn(), Deadline.in(TIMEOUT));
      channel.send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      assertThat(farEnd.requests()).extracting(it -> recipients(it)).containsExactly(50, 50, 1, 50);

      // Another alert, or the same once more after all were sent, is another matter.
      channel.send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));
      assertThat(farEnd.requests()).hasSize(4 + 3);
    }
  }

  @Test
  void isRetryableWhenARetryHelpsOneMail() throws Exception {
    AtomicInteger count = new AtomicInteger();
    Answer refused = FakeAwsServer.error(400, "MessageRejected", "not verified");
    Answer busy = FakeAwsServer.error(503, "ServiceUnavailable", "busy").with("Retry-After", "9");
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(request -> count.incrementAndGet() == 1 ? refused : busy)) {
      DeliveryException e =
          failure(
              channel(farEnd.address(), recipients(51), Optional.empty()),
              ExampleAlerts.signIn(),
              Deadline.in(TIMEOUT));

      assertThat(e.isRetryable()).isTrue();
      assertThat(e.retryAfter()).hasValueSatisfying(it -> assertThat(it).hasSeconds(9));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, MessageRejected, verify the sender",
    "400, MailFromDomainNotVerifiedException, MX record",
    "400, AccountSendingPausedException, send again",
    "400, ConfigurationSetDoesNotExist, check the configuration set",
    "403, AccessDenied, allow ses:SendRawEmail",
  })
  void printsTheRemedy(int status, String code, String remedy) throws Exception {
    DeliveryException e = failure(FakeAwsServer.error(status, code, "because"));

    assertThat(e.isRetryable()).isFalse();
    assertThat(e).hasMessageContaining(code).hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Throttling", "ThrottlingException", "ExpiredToken"})
  void recognizesATransientRejection(String code) throws Exception {
    assertThat(failure(FakeAwsServer.error(400, code, "later")).isRetryable()).isTrue();
  }

  @Test
  void checksItsSettings() {
    assertThatThrownBy(() -> settings("eu-west-1", "nobody", TO, "alarms"))
        .hasMessage("from: must be an email address but is 'nobody'");
    assertThatThrownBy(() -> settings("eu-west-1", "a@b.c", List.of("a@b.c", "x y"), "alarms"))
        .hasMessage("to: must be an email address but is 'x y'");
    assertThatThrownBy(() -> settings("eu-west-1", "a@b.c", List.of(), "alarms"))
        .hasMessage("to: must contain at least one address");
    assertThatThrownBy(() -> settings("Ireland", "a@b.c", TO, "alarms"))
        .hasMessage("region: must be an AWS region but is 'Ireland'");
    assertThatThrownBy(() -> settings("eu-west-1", "a@b.c", TO, "a b"))
        .hasMessageStartingWith("configurationSet: must be")
        .hasMessageEndingWith("but is 'a b'");
  }

  private static SesSettings settings(String region, String from, List<String> to, String set) {
    return new SesSettings("ses", region, from, to, Optional.of(set));
  }

  private static List<String> recipients(int count) {
    return IntStream.range(0, count).mapToObj(it -> "person" + it + "@example.com").toList();
  }

  private static int recipients(Request request) {
    try {
      return mail(request).getRecipients(RecipientType.TO).length;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static MimeMessage mail(Request request) throws Exception {
    byte[] raw = Base64.getDecoder().decode(request.form().get("RawMessage.Data"));
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
  }
}
