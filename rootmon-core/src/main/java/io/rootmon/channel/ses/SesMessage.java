package io.rootmon.channel.ses;

import io.rootmon.alert.Alert;
import io.rootmon.render.Templates;
import java.util.List;

/**
 * What SES is given.
 *
 * @param problems what was wrong with the user's own templates
 */
public record SesMessage(String subject, String text, String html, List<String> problems) {
  public static SesMessage of(Alert alert, Templates templates) {
    return new SesMessage(templates.render("ses/subject.txt.ftl", alert).text(), "", "", List.of());
  }
}
