package io.rootmon.internal.channel.sns;

import io.rootmon.alert.Alert;
import io.rootmon.internal.text.TextLayout;
import io.rootmon.internal.text.Truncation;
import io.rootmon.render.RenderedParts;
import io.rootmon.render.Templates;
import java.text.Normalizer;
import java.util.List;

/**
 * A message within <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS's
 * limits</a>.
 *
 * @param problems the errors of the user's own templates
 */
public record SnsMessage(String subject, String body, List<String> problems) {
  private static final String SUBJECT = "sns/subject.txt.ftl";
  private static final String BODY = "sns/body.txt.ftl";
  // Of 262,144 bytes, which include the subject and the attributes.
  private static final int MAX_BODY_LENGTH = 260_000;

  public SnsMessage {
    problems = List.copyOf(problems);
  }

  public static SnsMessage of(Alert alert, Templates templates) {
    RenderedParts parts = templates.render(List.of(SUBJECT, BODY), alert, SnsMessage::fits);
    return new SnsMessage(
        SnsSubject.of(
            templates.headline(SUBJECT, alert, parts.text(SUBJECT), SnsSubject.MAX_LENGTH)),
        Truncation.bytes(TextLayout.wrapped(parts.text(BODY)), MAX_BODY_LENGTH),
        parts.problems());
  }

  private static boolean fits(RenderedParts parts) {
    return Truncation.fits(TextLayout.wrapped(parts.text(BODY)), MAX_BODY_LENGTH);
  }

  /**
   * Creates a subject that SNS accepts: 1 to 99 printable ASCII characters, starting with a letter
   * or digit. Accents are removed; other characters outside ASCII become question marks.
   */
  static final class SnsSubject {
    static final int MAX_LENGTH = 99;

    private SnsSubject() {}

    static String of(String text) {
      String ascii =
          Normalizer.normalize(TextLayout.line(text), Normalizer.Form.NFKD)
              .replaceAll("\\p{M}", "")
              .replaceAll("[‘’]", "'")
              .replaceAll("[“”]", "\"")
              .replaceAll("\\p{Pd}", "-")
              .replaceAll("[^ -~]", "?")
              .replaceFirst("^[^A-Za-z0-9]+", "")
              .strip();
      if (ascii.isEmpty()) {
        return "Root alert";
      }
      return Truncation.clause(ascii, MAX_LENGTH);
    }
  }
}
