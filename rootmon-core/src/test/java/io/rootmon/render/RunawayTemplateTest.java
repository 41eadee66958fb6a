package io.rootmon.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.attacks.AttackTable;
import io.rootmon.render.Templates.RenderedTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F14: a user's template that does not end, or that takes all memory. */
class RunawayTemplateTest {
  private static final String BODY = "sns/body.txt.ftl";
  private static final Alert ALERT = ExampleAlerts.signIn();
  private static final Duration LIMIT = Duration.ofMillis(400);

  private final Path folder;

  RunawayTemplateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<#list 1.. as i></#list>",
        "<#list 1..1000000000 as i></#list>",
        "<#list 1.. as i><#attempt><#list 1.. as j></#list><#recover></#attempt></#list>",
        "<#assign l=[1]><#list 1..60 as i><#assign l=l+l></#list><#list l as x></#list>",
        "<#macro f n><#if n gt 0><@f n=n-1/><@f n=n-1/></#if></#macro><@f n=60/>",
        "${(1..)?filter(x -> x < 0)?first}",
        "${(1..)?seq_contains(0)?c}",
        "<#include '/part.txt.ftl'>",
      })
  void endsWithTheTimeLimitAndIsSwitchedOff(String template) throws IOException {
    write("part.txt.ftl", "<#list 1.. as i></#list>");
    write(BODY, template);
    Templates templates = Templates.overriddenBy(folder, LIMIT);

    RenderedTemplate first = templates.render(BODY, ALERT);
    long started = System.nanoTime();
    RenderedTemplate second = templates.render(BODY, ALERT);
    Duration took = Duration.ofNanos(System.nanoTime() - started);

    assertThat(first.problem().orElseThrow())
        .startsWith("template sns/body.txt.ftl: it took longer than 0.4 s; it is switched off")
        .endsWith("; the built-in one is used");
    assertThat(first.text()).contains(first.problem().orElseThrow());
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(took).isLessThan(LIMIT);
    AttackTable.row("F14", template.replace('|', '/'), "6 of 6 not sent", "sent, built-in");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${''?left_pad(2000000000)}",
        "<#assign s='x'><#list 1..60 as i><#assign s=s+s></#list>",
        "${''?right_pad(2000000000)?length}",
      })
  void memoryThatIsNotThereDoesNotCostTheAlert(String template) throws IOException {
    write(BODY, template);

    RenderedTemplate rendered = Templates.overriddenBy(folder).render(BODY, ALERT);

    assertThat(rendered.problem().orElseThrow()).endsWith("; the built-in one is used");
    assertThat(rendered.text()).contains("Root signed in to payments-prod");
    AttackTable.row("F14", template, "6 of 6 not sent", "sent, built-in");
  }

  @Test
  void allTemplatesOfAMessageShareTheTimeLimit() throws IOException {
    List<String> names = List.of("ses/subject.txt.ftl", "ses/body.txt.ftl", "ses/body.html.ftl");
    for (String name : names) {
      write(name, "<#list 1.. as i></#list>");
    }
    Templates templates = Templates.overriddenBy(folder, LIMIT);

    long started = System.nanoTime();
    RenderedParts parts = templates.render(names, ALERT, it -> true);
    Duration took = Duration.ofNanos(System.nanoTime() - started);

    assertThat(took).isLessThan(LIMIT.multipliedBy(2));
    assertThat(parts.text("ses/body.html.ftl")).contains("it took longer than 0.4 s");
  }

  @Test
  void aTemplateThatMakesTemplatesIsRefused() throws IOException {
    write(BODY, "<#assign t='<#list 1.. as i></#list>'?interpret><@t/>");

    assertThat(Templates.overriddenBy(folder, LIMIT).render(BODY, ALERT).problem().orElseThrow())
        .contains("?interpret");
  }

  @Test
  void everyTemplateIsCheckedWithItsNameLineAndCause() throws IOException {
    write(BODY, "a\n${alert.nothing}");
    write("ses/body.txt.ftl", "fine");
    write("ses/boddy.txt.ftl", "never used");
    write("shared/body.txt.ftl", "<#if>");

    List<String> problems = Templates.overriddenBy(folder, LIMIT).check(List.of(ALERT));

    assertThat(problems).hasSize(2);
    assertThat(problems.get(0)).startsWith("template sns/body.txt.ftl line 2: ");
    assertThat(problems.get(1))
        .isEqualTo("template ses/boddy.txt.ftl: rootmon has no template of this name");
    assertThat(Templates.builtIn().check(List.of(ALERT))).isEmpty();
  }

  private void write(String name, String template) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, template);
  }
}
