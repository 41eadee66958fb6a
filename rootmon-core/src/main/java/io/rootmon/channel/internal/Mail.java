package io.rootmon.channel.internal;

import io.rootmon.internal.Digests;
import io.rootmon.internal.channel.EventJson;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * An email in plain text and HTML. Equal values have equal bytes, independent of time and host.
 *
 * @param alertId the id of the alert. The Message-ID is a digest of it, so that duplicates can be
 *     recognized and the header contains no foreign text.
 * @param event JSON that is attached as {@value EventJson#FILE}
 * @param thread the key that several emails share, such as an incident's id. They all refer to one
 *     Message-ID derived from it, so that email clients group them. No email needs to have that
 *     Message-ID.
 */
public record Mail(
    String alertId,
    Instant time,
    String from,
    List<String> to,
    String subject,
    String text,
    String html,
    Optional<String> event,
    Optional<String> thread) {
  /**
   * The format of RFC 5322; {@link DateTimeFormatter#RFC_1123_DATE_TIME} writes the obsolete GMT.
   */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String CHARSET = StandardCharsets.UTF_8.name();

  public Mail {
    to = List.copyOf(to);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("to: must contain at least one address");
    }
    MailAddress.check("from", from);
    to.forEach(it -> MailAddress.check("to", it));
    // A line break in a value would start another header.
    subject = subject.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ").strip();
  }

  /** Creates an email without an attachment. */
  public Mail(
      String alertId,
      Instant time,
      String from,
      List<String> to,
      String subject,
      String text,
      String html,
      Optional<String> thread) {
    this(alertId, time, from, to, subject, text, html, Optional.empty(), thread);
  }

  /** Returns the Message-ID without the angle brackets. */
  public String messageId() {
    return messageId(alertId);
  }

  /** Returns the complete message in the format of RFC 5322 and MIME, with CRLF line endings. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      message().writeTo(out);
    } catch (MessagingException e) {
      throw new IllegalStateException("mail: could not be written: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private MimeMessage message() throws MessagingException {
    MimeMessage message = new Identified("<" + messageId() + ">");
    message.setHeader("Date", DATE.format(time));
    message.setFrom(MailAddress.parse("from", from));
    for (String recipient : to) {
      message.addRecipient(MimeMessage.RecipientType.TO, MailAddress.parse("to", recipient));
    }
    message.setSubject(subject, CHARSET);
    if (thread.isPresent()) {
      String root = "<" + messageId(thread.get()) + ">";
      message.setHeader("In-Reply-To", root);
      message.setHeader("References", root);
    }
    // RFC 3834: an out-of-office responder must not reply to an alert.
    message.setHeader("Auto-Submitted", "auto-generated");
    String boundary = "=_rootmon_" + Digests.sha256Hex(alertId, 16);
    FixedBoundaryMultipart bodies = new FixedBoundaryMultipart("alternative", boundary);
    bodies.addBodyPart(part(text, "plain"));
    bodies.addBodyPart(part(html, "html"));
    message.setContent(event.isPresent() ? withAttachment(bodies, event.get(), boundary) : bodies);
    message.saveChanges();
    return message;
  }

  private static FixedBoundaryMultipart withAttachment(
      FixedBoundaryMultipart bodies, String json, String boundary) throws MessagingException {
    FixedBoundaryMultipart all = new FixedBoundaryMultipart("mixed", boundary + "_mixed");
    MimeBodyPart message = new MimeBodyPart();
    message.setContent(bodies);
    all.addBodyPart(message);
    MimeBodyPart attachment = new MimeBodyPart();
    attachment.setText(json, CHARSET, "plain");
    attachment.setHeader("Content-Type", "application/json; charset=UTF-8; name=" + EventJson.FILE);
    attachment.setHeader("Content-Transfer-Encoding", "quoted-printable");
    attachment.setFileName(EventJson.FILE);
    attachment.setDisposition(MimeBodyPart.ATTACHMENT);
    all.addBodyPart(attachment);
    return all;
  }

  private static MimeBodyPart part(String content, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(content, CHARSET, subtype);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  private static String messageId(String id) {
    return Digests.sha256Hex(id, 16) + "@rootmon.invalid";
  }

  /** Keeps its Message-ID. The library would generate one from the time and the host name. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(String id) {
      super(Session.getInstance(new Properties()));
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  /** A multipart whose boundary does not depend on the time. */
  static final class FixedBoundaryMultipart extends MimeMultipart {
    FixedBoundaryMultipart(String subtype, String boundary) {
      ParameterList parameters = new ParameterList();
      parameters.set("boundary", boundary);
      contentType = new ContentType("multipart", subtype, parameters).toString();
    }
  }
}
