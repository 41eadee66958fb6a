package io.rootmon.channel.sns;

import io.rootmon.alert.Alert;
import io.rootmon.render.Templates;
import java.util.List;

/**
 * What SNS is given.
 *
 * @param problems what was wrong with the user's own templates
 */
public record SnsMessage(String subject, String body, List<String> problems) {
  public static SnsMessage of(Alert alert, Templates templates) {
    return new SnsMessage(templates.render("sns/subject.txt.ftl", alert).text(), "", List.of());
  }
}
