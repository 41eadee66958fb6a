package io.rootmon.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.alert.Alert;
import io.rootmon.internal.text.LinkBreaker;
import io.rootmon.render.Templates.RenderedTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
  private static final String BODY = "sns/body.txt.ftl";
  private static final Alert ALERT = ExampleAlerts.signIn();

  private final Path folder;
  private final Templates templates;

  TemplatesTest(@TempDir Path folder) {
    this.folder = folder;
    templates = Templates.overriddenBy(folder);
  }

  @Test
  void usersTemplateReplacesTheBuiltInOne() {
    write(BODY, "<#ftl output_format=\"plainText\">${alert.severity} in ${alert.account.name}");

    RenderedTemplate rendered = templates.render(BODY, ALERT);

    assertThat(rendered.text()).isEqualTo("CRITICAL in payments-prod");
    assertThat(rendered.problem()).isEmpty();
  }

  @Test
  void usesTheBuiltInTemplateByDefault() {
    write("ses/body.txt.ftl", "mine");

    assertThat(templates.render(BODY, ALERT)).isEqualTo(Templates.builtIn().render(BODY, ALERT));
  }

  @Test
  void usersPartIsIncludedByTheBuiltInTemplate() {
    write("shared/body.txt.ftl", "mine");

    assertThat(templates.render(BODY, ALERT).text()).isEqualTo("mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <#if alert>                     | template sns/body.txt.ftl line 1: Unexpected end of file
          ${alert.nothing}                | line 1: The following has evaluated to null or missing
          <#list 1.. as x>again</#list>   | the output has more than 1000000 characters
          ${''?left_pad(1000001)}         | the output has more than 1000000 characters
          <#macro a><@a/></#macro><@a/>   | it calls itself without end
          <#stop "enough">                | enough
          ${1?c?number / 0}               | Arithmetic
          """)
  void replacesAFailingTemplateByTheBuiltInOneWithANote(String template, String problem) {
    write(BODY, template);

    RenderedTemplate rendered = templates.render(BODY, ALERT);

    String notified = rendered.problem().orElseThrow();
    assertThat(notified)
        .contains(problem)
        .endsWith("; the built-in one is used")
        .doesNotContain("\n", "---");
    assertThat(notified.length()).isLessThanOrEqualTo(240);
    assertThat(rendered.text())
        .isEqualTo(Templates.builtIn().render(BODY, ALERT.withNote(notified)).text())
        .contains(LinkBreaker.breakLinks(notified));
  }

  @Test
  void reportsTheLineAndTheCauseOfAParseErrorInEveryMessage() {
    write(BODY, "<#if alert>");

    for (int i = 0; i < 3; i++) {
      assertThat(templates.render(BODY, ALERT).problem().orElseThrow())
          .startsWith("template sns/body.txt.ftl line 1: Unexpected end of file");
    }
  }

  @Test
  void reportsAFailureInEveryPartOfTheMessage() {
    write("ses/subject.txt.ftl", "${alert.nothing}");

    RenderedParts parts =
        templates.render(
            List.of("ses/subject.txt.ftl", "ses/body.txt.ftl"), ALERT, whatever -> true);

    assertThat(parts.problems()).hasSize(1);
    assertThat(parts.text("ses/body.txt.ftl"))
        .contains("- " + LinkBreaker.breakLinks(parts.problems().get(0)));
  }

  @Test
  void unknownTemplateIsNotOneOfOurs() {
    assertThatThrownBy(() -> Templates.builtIn().render("sns/nothing.txt.ftl", ALERT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("template sns/nothing.txt.ftl: a bug");
  }

  @Test
  void folderOfTheUsersTemplatesHasToExist() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> Templates.overriddenBy(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("templates: must be a folder but is " + missing);
  }

  @Test
  void alertIsShortenedUntilItFits() {
    Alert large = ExampleAlerts.all("x".repeat(5_000), 80);

    RenderedParts parts =
        templates.render(List.of(BODY), large, it -> it.text(BODY).length() < 20_000);

    assertThat(parts.text(BODY).length()).isLessThan(20_000);
    assertThat(parts.text(BODY).contains("- Shortened to fit")).isTrue();
  }

  private void write(String name, String template) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, template);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
