package io.rootmon.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.secret.Secret;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTest {
  private static final Optional<String> NONE = Optional.empty();
  private static final Instant TIME = Instant.parse("2026-03-04T02:17:45Z");
  private static final String TEXT = "Größe: 10 €\n.\nFrom here\n" + "x".repeat(2_000) + "\n";
  private static final String HTML = "<p title=\"a=b\">Größe &amp; €</p>\n";

  @Test
  void isReadBackAsItWasWritten() throws Exception {
    MimeMessage message = parsed(mail("Root signed in — payments-prod"));

    assertThat(message.getSubject()).isEqualTo("Root signed in — payments-prod");
    assertThat(message.getSentDate()).isEqualTo(Date.from(TIME));
    assertThat(message.getHeader("Date")).containsExactly("Wed, 4 Mar 2026 02:17:45 +0000");
    assertThat(message.getFrom()[0]).hasToString("rootmon@example.com");
    assertThat(message.getRecipients(RecipientType.TO)[0]).hasToString("security@example.com");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getContentType()).startsWith("multipart/alternative");
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo(TEXT.replace("\n", "\r\n"));
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getContent()).isEqualTo(HTML.replace("\n", "\r\n"));
  }

  @Test
  void travelsInLinesOfPrintableAscii() {
    String bytes = text(mail("Größe " + "lang ".repeat(40)));

    assertThat(bytes).matches("(?s)[\\x20-\\x7e\\r\\n\\t]*").doesNotContainPattern("[^\r]\n");
    assertThat(bytes.lines().dropWhile(it -> !it.isEmpty()))
        .hasSizeGreaterThan(20)
        .allMatch(it -> it.length() <= 76);
  }

  @Test
  void isTheSameBytesWheneverItIsMade() {
    assertThat(mail("subject").bytes()).isEqualTo(mail("subject").bytes());
  }

  @Test
  void hasAnIdOfItsAlertsOwn() {
    assertThat(text(mail("subject"))).contains("Message-ID: <" + mail("other").messageId() + ">");
    assertThat(mail("subject").messageId()).matches("[0-9a-f]{32}@rootmon\\.invalid");
    Mail hostile = new Mail("\r\nBcc: <a@b>", TIME, "a@b.c", List.of("a@b.c"), "", "", "", NONE);
    assertThat(hostile.messageId()).matches("[0-9a-f]{32}@rootmon\\.invalid");
  }

  @Test
  void addsNoHeaderThroughTheSubject() throws Exception {
    MimeMessage message =
        parsed(mail("root\r\nBcc: thief@example.org\r\n\r\n<b>\u0085\u2028body\u0000"));

    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getSubject()).isEqualTo("root Bcc: thief@example.org <b> body");
  }

  @Test
  void rejectsAnInvalidAddress() {
    assertThatThrownBy(
            () ->
                new Mail(
                    "id",
                    TIME,
                    "a@b.c",
                    List.of("a@b.c\r\nBcc: d@e.f"),
                    "subject",
                    TEXT,
                    HTML,
                    NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("to: must be an email address but is 'a@b.c");
    assertThatThrownBy(() -> new Mail("id", TIME, "a@b.c", List.of(), "subject", TEXT, HTML, NONE))
        .hasMessage("to: must contain at least one address");
  }

  @Test
  void refersToTheThreadItBelongsTo() throws Exception {
    Mail first = threaded("event-1", "incident-7\r\nBcc: a@b.c");
    Mail second = threaded("event-2", "incident-7\r\nBcc: a@b.c");

    assertThat(first.messageId()).isNotEqualTo(second.messageId());
    assertThat(parsed(first).getHeader("References"))
        .isEqualTo(parsed(second).getHeader("References"))
        .isEqualTo(parsed(first).getHeader("In-Reply-To"))
        .hasSize(1)
        .allMatch(it -> it.matches("<[0-9a-f]{32}@rootmon\\.invalid>"));
    assertThat(parsed(mail("subject")).getHeader("References")).isNull();
  }

  private static Mail threaded(String alertId, String thread) {
    return new Mail(
        alertId, TIME, "a@b.c", List.of("a@b.c"), "subject", TEXT, HTML, Optional.of(thread));
  }

  private static Mail mail(String subject) {
    return new Mail(
        "0b8d7f4e-5a26-4c93-8e1f-92d4a6b3c571",
        TIME,
        "rootmon@example.com",
        List.of("security@example.com"),
        subject,
        TEXT,
        HTML,
        NONE);
  }

  private static MimeMessage parsed(Mail mail) throws Exception {
    Session session = Session.getInstance(new Properties());
    return new MimeMessage(session, new ByteArrayInputStream(mail.bytes()));
  }

  private static String text(Mail mail) {
    return new String(mail.bytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "Jürgen Müller <a@example.com>, =?UTF-8?Q?J=C3=BCrgen_M=C3=BCller?= <a@example.com>",
    "alerts@bücher.example, alerts@xn--bcher-kva.example",
    "rootmon <alerts@bücher.example>, rootmon <alerts@xn--bcher-kva.example>",
    "a@example.com, a@example.com"
  })
  void encodesDisplayNamesAndInternationalDomains(String written, String sent) {
    assertThat(MailAddress.ascii("to", written)).isEqualTo(sent);
  }

  @Test
  void rejectsALocalPartThatSesDoesNotSupport() {
    assertThatThrownBy(() -> MailAddress.ascii("to", "jürgen@example.com"))
        .hasMessage(
            "to: must be ASCII before the @, since SES supports nothing else, but is"
                + " 'jürgen@example.com'");
  }

  @Test
  void connectsToAnInternationalDomain() throws Exception {
    assertThat(EndpointUrl.of(new Secret("https://bücher.example/hook?a=b")))
        .hasToString("https://xn--bcher-kva.example/hook?a=b");
  }
}
