package io.rootmon.internal.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.rootmon.account.Account;
import io.rootmon.alert.Alert;
import io.rootmon.channel.internal.Mail;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import jakarta.mail.BodyPart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The event that is attached to an email. */
class EventJsonTest {
  private static final String RECORD =
      """
      {"eventID":"5f0c3a52-7e1b-4a55-9d5e-2f6f0f3f7b10","eventTime":"2026-03-14T02:17:45Z",
       "eventSource":"iam.amazonaws.com","eventName":"CreateUser","awsRegion":"us-east-1",
       "userIdentity":{"type":"Root","accountId":"111122223333"},"requestParameters":%s,
       "recipientAccountId":"111122223333"}
      """;

  @Test
  void theMailHasTheEventAsAnAttachment() throws Exception {
    Alert alert = alert("{\"userName\":\"gr\\u00fcn\",\"tags\":[]}");

    MimeMultipart parts = mail(alert);

    assertThat(parts.getCount()).isEqualTo(2);
    BodyPart attachment = parts.getBodyPart(1);
    assertThat(attachment.getFileName()).isEqualTo("event.json");
    assertThat(attachment.getDisposition()).isEqualTo(Part.ATTACHMENT);
    assertThat(attachment.getContentType()).startsWith("application/json");
    String json = new String(attachment.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(JsonParser.parseString(json))
        .isEqualTo(JsonParser.parseString(alert.rawEvent().orElseThrow()));
    assertThat(json).hasLineCount(16);
  }

  @Test
  void anAlertWithoutAnEventHasNoAttachment() {
    assertThat(EventJson.of(ExampleAlerts.unreadable())).isEmpty();
  }

  @Test
  void anEventThatIsTooLongIsNotAttached() throws Exception {
    String users = "\"" + "x".repeat(1_100_000) + "\"";

    assertThat(EventJson.of(alert("{\"userName\":" + users + "}"))).isEmpty();
  }

  @Test
  void aDeeplyNestedEventIsNotIndentedWithoutLimit() throws Exception {
    int depth = 200;
    String nested = "[".repeat(depth) + "1,".repeat(20_000) + "1" + "]".repeat(depth);

    String json = EventJson.of(alert("{\"a\":" + nested + "}")).orElseThrow();

    assertThat(json).hasSizeLessThan(1_100_000);
    assertThat(JsonParser.parseString(json).isJsonObject()).isTrue();
  }

  private static MimeMultipart mail(Alert alert) throws Exception {
    SesMessage ses = SesMessage.of(alert, Templates.builtIn());
    Mail mail =
        new Mail(
            alert.eventKey(),
            alert.time(),
            "rootmon@example.com",
            List.of("security@example.com"),
            ses.subject(),
            ses.text(),
            ses.html(),
            EventJson.of(alert),
            alert.thread());
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(mail.bytes()));
    return (MimeMultipart) message.getContent();
  }

  private static Alert alert(String parameters) throws Exception {
    return new AlertFactory(Account::unnamed)
        .about(
            StandardRules.policy()
                .judge(
                    new Detector()
                        .detect(
                            new CloudTrailReader()
                                .events(RECORD.formatted(parameters).replace("\n", ""))
                                .get(0))
                        .orElseThrow()));
  }
}
