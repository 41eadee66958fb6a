package io.rootmon.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.render.Templates.RenderedTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSandboxTest {
  private static final String TEXT = "sns/body.txt.ftl";
  private static final Alert ALERT = ExampleAlerts.all(ExampleAlerts.HOSTILE, 2);

  private final Path folder;

  TemplateSandboxTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${alert.class}",
        "${alert.class.name}",
        "${alert.getClass()}",
        "${alert.hashCode}",
        "${alert.toString()}",
        "${alert}",
        "${alert.noting('x')}",
        "${alert?api.class}",
        "${alert.severity?api.declaringClass}",
        "${alert.facts?api.size()}",
        "${alert.facts[0].class}",
        "${alert?keys?size}",
        "${alert.finding.activity.event.requestParameters.values}",
        "${'freemarker.template.utility.Execute'?new()('id')}",
        "${'freemarker.template.utility.ObjectConstructor'?new()('java.io.File', '/')}",
        "${'freemarker.template.utility.JythonRuntime'?new()}",
        "${statics['java.lang.System']}",
        "${Session}",
        "<#include '/etc/passwd'>",
        "<#include '../../../../../../etc/passwd'>",
        "<#include 'file:///etc/passwd'>",
        "<#include '/../outside.txt'>",
        "<#include '../../outside.txt' parse=false>",
        "<#include '/link.txt'>",
        "<#include '/linked/outside.txt'>",
        "<#import '/../outside.txt' as x>",
        "<#include 'classpath:io/rootmon/render/Templates.class'>",
      })
  void templateReachesNothingBeyondTheAlert(String template) throws IOException {
    Path own = Files.createDirectory(folder.resolve("templates"));
    Path outside = Files.writeString(folder.resolve("outside.txt"), "a secret");
    Files.createSymbolicLink(own.resolve("link.txt"), outside);
    Files.createSymbolicLink(own.resolve("linked"), folder);

    RenderedTemplate rendered = render(own, TEXT, template);

    assertThat(rendered.problem()).isPresent();
    assertThat(rendered.text()).doesNotContain("a secret", "root:x:", "uid=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ses/body.html.ftl    | <#ftl output_format="plainText">${alert.headline}
          ses/body.html.ftl    | <#ftl auto_esc=false>${alert.headline}
          ses/body.html.ftl    | <#ftl output_format="Slack">${alert.headline}
          slack/text.slack.ftl | <#ftl output_format="plainText">${alert.headline}
          slack/text.slack.ftl | <#ftl output_format="HTML">${alert.headline}
          slack/text.slack.ftl | <#ftl output_format="HTML" auto_esc=false>${alert.headline}
          """)
  void escapingCannotBeTurnedOffInTheHeader(String name, String template) throws IOException {
    RenderedTemplate rendered = render(folder, name, template);

    assertThat(rendered.problem().orElseThrow()).contains("must have the output format");
    assertThat(rendered.text()).doesNotContain("<script>", "<!channel>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ses/body.html.ftl", "slack/text.slack.ftl"})
  void templateWithoutHeaderEscapesByItsName(String name) throws IOException {
    RenderedTemplate rendered = render(folder, name, "${alert.headline}");

    assertThat(rendered.problem()).isEmpty();
    assertThat(rendered.text())
        .contains("&lt;script&gt;", "&lt;!channel&gt;")
        .containsPattern("\\$\\{7[*\u2217]7\\}");
  }

  @Test
  void partUnderANameOfNoKnownFormatIsEscaped() throws IOException {
    Files.writeString(folder.resolve("part.ftl"), "${alert.headline}");

    RenderedTemplate rendered = render(folder, "ses/body.html.ftl", "<#include '/part.ftl'>");

    assertThat(rendered.problem()).isEmpty();
    assertThat(rendered.text()).contains("&lt;script&gt;").doesNotContain("<script>");
  }

  @Test
  void failingTemplateIsNotLogged() throws IOException {
    List<String> logged = new ArrayList<>();
    Logger logger = Logger.getLogger("freemarker");
    Handler handler =
        new StreamHandler() {
          @Override
          public synchronized void publish(LogRecord line) {
            logged.add(line.getMessage());
          }
        };
    logger.addHandler(handler);
    try {
      assertThat(render(folder, TEXT, "${alert.nothing}").problem()).isPresent();
      assertThat(render(folder, "ses/body.html.ftl", "<#attempt>${x}<#recover>-</#attempt>").text())
          .isEqualTo("-");
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged).isEmpty();
  }

  private static RenderedTemplate render(Path own, String name, String template)
      throws IOException {
    Path file = own.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, template);
    return Templates.overriddenBy(own).render(name, ALERT);
  }
}
