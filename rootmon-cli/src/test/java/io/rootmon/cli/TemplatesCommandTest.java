package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.example;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplatesCommandTest extends ConfiguredCommand {
  private static final List<String> KINDS =
      List.of(
          "channel-rejecting",
          "coverage-gap",
          "dead-letters",
          "finding-critical",
          "finding-guardduty",
          "finding-high",
          "finding-in-a-maintenance-window",
          "finding-info",
          "finding-low",
          "finding-medium",
          "gap-channel",
          "gap-dead-letter-queue",
          "gap-drift",
          "gap-enabled-region",
          "incident-escalation",
          "incident-reminder",
          "incident-report",
          "incident-thread-digest",
          "incident-thread-parent",
          "incident-unacknowledged",
          "spoke-alarm",
          "suppressed",
          "test",
          "unreadable",
          "weekly-report");

  private static final List<String> FORMATS =
      List.of(
          "pagerduty.txt",
          "ses.html",
          "ses.txt",
          "slack.json",
          "sns-chat.json",
          "sns.txt",
          "teams.json",
          "webhook-google-chat.json",
          "webhook-mattermost.json",
          "webhook-servicenow.json",
          "webhook-splunk-hec.json",
          "webhook-text.json");

  @Test
  void rendersEveryKindOfMessageInEveryFormat() throws IOException {
    CommandResult result = preview();

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(names(out())).isEqualTo(KINDS);
    for (String kind : KINDS) {
      assertThat(names(out().resolve(kind))).isEqualTo(FORMATS);
      for (String format : FORMATS) {
        String text = Files.readString(out().resolve(kind).resolve(format));
        assertThat(text).as(kind + "/" + format).isNotBlank();
        if (format.endsWith(".json")) {
          assertThat(JsonTree.read(format, text)).isNotNull();
        }
      }
    }
  }

  @Test
  void rendersTheUsersTemplates() throws IOException {
    write("shared/subject.txt.ftl", "Mine: ${alert.headline}");
    write("webhook/own.json.ftl", "{\"text\": \"${alert.headline} \\\" \"}");

    assertThat(preview().code()).isZero();

    for (String kind : KINDS) {
      assertThat(out().resolve(kind).resolve("sns.txt")).content().startsWith("Mine: ");
      assertThat(out().resolve(kind).resolve("webhook-own.json"))
          .content()
          .startsWith("{\"text\":\"");
    }
  }

  @Test
  void reportsTheTemplateTheLineAndTheCauseOfAnError() throws IOException {
    write("slack/footer.slack.ftl", "<#ftl output_format=\"Slack\">\n${alert.nothing}");
    write("ses/subject.txt.ftl", "<#if alert>");

    CommandResult result = preview();

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .contains("template slack/footer.slack.ftl line 2: The following has evaluated to null")
        .contains("template ses/subject.txt.ftl line 1: Unexpected end of file");
    assertThat(out().resolve("test/ses.html")).exists();
  }

  @Test
  void reportsATemplateThatIsNeverUsed() throws IOException {
    write("slack/fotter.slack.ftl", "mine");

    CommandResult result = preview();

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .contains("template slack/fotter.slack.ftl: rootmon has no template of this name");
  }

  @Test
  void rejectsAMissingFolderAndAnotherAction() {
    assertThat(run("templates", "preview", folder.resolve("missing").toString()).code())
        .isEqualTo(2);
    assertThat(run("templates", "delete", folder.toString()).code()).isEqualTo(2);
  }

  @Test
  void theTemplatesOfTheExampleOrganizationAreUsedByItsConfiguration() throws IOException {
    CommandResult preview =
        run("templates", "preview", "--out", out().toString(), example("organization/templates"));
    assertThat(preview.code()).as(preview.err()).isZero();
    assertThat(out().resolve("finding-critical/slack.json"))
        .content()
        .contains("Example Corp security, +1 555 0100");

    CommandResult alert =
        run(
            "alert",
            "--config",
            example("organization/rootmon.json"),
            "--out",
            folder.resolve("outbox").toString(),
            example("root-console-login.json"));
    assertThat(alert.code()).as(alert.err()).isZero();
    try (Stream<Path> files = Files.walk(folder.resolve("outbox"))) {
      assertThat(files.filter(it -> it.endsWith("message.txt")))
          .singleElement()
          .satisfies(it -> assertThat(it).content().startsWith("Example Corp: "));
    }
  }

  @Test
  void alertWarnsOfAFolderThatIsMissingAndUsesTheBuiltInTemplates() throws IOException {
    Path config = Files.writeString(folder.resolve("rootmon.json"), "{\"templates\": \"missing\"}");

    CommandResult result =
        run(
            "alert",
            "--config",
            config.toString(),
            "--out",
            folder.resolve("outbox").toString(),
            example("root-console-login.json"));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("templates missing: there is no such folder; the built-in ones");
    assertThat(run("check-config", config.toString()).code()).isEqualTo(3);
  }

  private CommandResult preview() {
    return run("templates", "preview", "--out", out().toString(), mine().toString());
  }

  private Path out() {
    return folder.resolve("preview");
  }

  private Path mine() {
    try {
      return Files.createDirectories(folder.resolve("mine"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = mine().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }
}
