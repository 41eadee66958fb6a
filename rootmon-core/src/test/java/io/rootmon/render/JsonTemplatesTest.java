package io.rootmon.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.rootmon.alert.Alert;
import io.rootmon.judge.Severity;
import io.rootmon.render.Templates.RenderedTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTemplatesTest {
  private static final String TEXT = "webhook/text.json.ftl";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "teams/card",
        "sns/chat",
        "webhook/text",
        "webhook/splunk-hec",
        "webhook/google-chat",
        "webhook/mattermost",
        "webhook/servicenow"
      })
  void printsValidJsonForAnyText(String template) {
    for (Alert alert :
        List.of(
            ExampleAlerts.signIn(),
            ExampleAlerts.unreadable(),
            ExampleAlerts.all(ExampleAlerts.HOSTILE, 12),
            ExampleAlerts.all("R&D \"Core\" \\ EU \u2028 \u0007", 3))) {
      String json = Templates.builtIn().render(template + ".json.ftl", alert).text();

      assertThat(JsonParser.parseString(json).isJsonObject()).isTrue();
      assertThat(json).doesNotContain("\n");
    }
  }

  @Test
  void keepsQuotationMarksAndBackslashes() {
    Alert alert = ExampleAlerts.with(Severity.HIGH, "R&D \"Core\" \\ EU");

    String json = Templates.builtIn().render(TEXT, alert).text();

    assertThat(JsonParser.parseString(json).getAsJsonObject().get("text").getAsString())
        .startsWith("HIGH: R&D \"Core\" \\ EU\n");
  }

  @Test
  void printsNoMarkupAndNoMentionForAChat() {
    Alert alert = ExampleAlerts.all("<at>x</at> @here *b* ~s~ `c` _i_ [a](b) <!channel>", 2);

    for (String template : List.of("teams/card.json.ftl", "sns/chat.json.ftl", TEXT)) {
      assertThat(texts(Templates.builtIn().render(template, alert).text()))
          .noneMatch(
              it ->
                  it.contains("<at>")
                      || it.contains("*b*")
                      || it.contains("`")
                      || it.contains("](")
                      || it.contains(" @here")
                      || it.contains("<!"));
    }
  }

  @Test
  void printsTextsAsTheyAreForAProgram() {
    Alert alert = ExampleAlerts.with(Severity.HIGH, "s3:* by <x@y>");

    String json = Templates.builtIn().render("webhook/splunk-hec.json.ftl", alert).text();

    assertThat(json).contains("s3:* by <x@y>");
  }

  @Test
  void usesTheBuiltInTemplateWhenTheUsersPrintsNoJson(@TempDir Path folder) throws IOException {
    write(folder, "teams/card.json.ftl", "<#ftl output_format=\"JSON\">\n{\"a\": 1,\n}");
    Templates templates = Templates.overriddenBy(folder);

    RenderedTemplate card = templates.render("teams/card.json.ftl", ExampleAlerts.signIn());

    assertThat(card.problem().orElseThrow())
        .startsWith("template teams/card.json.ftl: line 2 of the output is not valid JSON");
    assertThat(card.text()).contains("\"AdaptiveCard\"", "line 2 of the output is not valid JSON");
  }

  @Test
  void sendsATextWhenTheUsersTemplateFails(@TempDir Path folder) throws IOException {
    write(folder, "webhook/mine.json.ftl", "<#ftl output_format=\"JSON\">\n{\"a\": ${alert.no.x}}");
    Templates templates = Templates.overriddenBy(folder);

    RenderedTemplate body = templates.render(templates.webhook("mine"), ExampleAlerts.signIn());

    assertThat(body.problem()).isPresent();
    assertThat(JsonParser.parseString(body.text()).getAsJsonObject().get("text").getAsString())
        .contains("Root signed in", "template webhook/mine.json.ftl line 2");
  }

  @Test
  void rejectsAWebhookTemplateThatDoesNotExist() {
    assertThatThrownBy(() -> Templates.builtIn().webhook("splunk"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "template: must be one of google-chat, mattermost, servicenow, splunk-hec, text, or"
                + " the name of a file webhook/NAME.json.ftl in your templates, but is 'splunk'");
  }

  @Test
  void printsTheTimeOfATimeZoneBesideUtc() {
    Templates templates = Templates.builtIn().withTimeZone(ZoneId.of("Europe/Berlin"));

    assertThat(templates.render("sns/body.txt.ftl", ExampleAlerts.signIn()).text())
        .contains("When: 2026-03-01 03:12:44 UTC (04:12:44 CET)");
    assertThat(
            Templates.builtIn()
                .withTimeZone(ZoneId.of("America/Los_Angeles"))
                .render("slack/facts.slack.ftl", ExampleAlerts.signIn())
                .text())
        .contains("2026-03-01 03:12:44 UTC (2026-02-28 19:12:44 PST)");
  }

  @Test
  void examplesAreTheBuiltInTemplates() throws IOException {
    Path examples = Path.of("../examples/webhooks");
    Path builtIn = Path.of("../rootmon-templates/src/main/resources/io/rootmon/templates/webhook");
    for (String name : List.of("splunk-hec", "google-chat", "mattermost", "servicenow")) {
      String file = name + ".json.ftl";
      assertThat(examples.resolve(file)).hasSameTextualContentAs(builtIn.resolve(file));
    }
  }

  private static void write(Path folder, String name, String template) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), template);
  }

  private static List<String> texts(String json) {
    List<String> texts = new ArrayList<>();
    collect(JsonParser.parseString(json), texts);
    return texts;
  }

  private static void collect(JsonElement element, List<String> texts) {
    if (element.isJsonObject()) {
      for (Map.Entry<String, JsonElement> it : element.getAsJsonObject().entrySet()) {
        collect(it.getValue(), texts);
      }
    } else if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(it -> collect(it, texts));
    } else if (element.getAsJsonPrimitive().isString()) {
      texts.add(element.getAsString());
    }
  }
}
