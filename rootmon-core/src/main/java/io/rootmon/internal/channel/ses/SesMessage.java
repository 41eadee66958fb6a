package io.rootmon.internal.channel.ses;

import io.rootmon.alert.Alert;
import io.rootmon.internal.text.SafeText;
import io.rootmon.internal.text.TextLayout;
import io.rootmon.internal.text.Truncation;
import io.rootmon.render.RenderedParts;
import io.rootmon.render.Templates;
import java.util.List;

/**
 * A message for SES. The HTML is smaller than 102 KB, the size at which Gmail cuts an email off.
 *
 * @param problems the errors of the user's own templates
 */
public record SesMessage(String subject, String text, String html, List<String> problems) {
  private static final String UNTITLED = "Root alert";
  private static final String SUBJECT = "ses/subject.txt.ftl";
  private static final String TEXT = "ses/body.txt.ftl";
  private static final String HTML = "ses/body.html.ftl";
  // Line ends and the transfer encoding may add a little to the 102 KB.
  private static final int MAX_HTML_LENGTH = 96_000;
  private static final int MAX_SUBJECT_LENGTH = 120;

  public SesMessage {
    problems = List.copyOf(problems);
  }

  public static SesMessage of(Alert alert, Templates templates) {
    RenderedParts parts = templates.render(List.of(SUBJECT, TEXT, HTML), alert, SesMessage::fits);
    String subject =
        SafeText.line(
            templates.headline(SUBJECT, alert, parts.text(SUBJECT), MAX_SUBJECT_LENGTH),
            MAX_SUBJECT_LENGTH);
    return new SesMessage(
        subject.isEmpty() ? UNTITLED : subject,
        TextLayout.wrapped(parts.text(TEXT)),
        parts.text(HTML),
        parts.problems());
  }

  private static boolean fits(RenderedParts parts) {
    return Truncation.fits(parts.text(HTML), MAX_HTML_LENGTH);
  }
}
