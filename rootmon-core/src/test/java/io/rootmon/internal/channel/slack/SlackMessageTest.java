package io.rootmon.internal.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.alert.Alert;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.HostileText;
import io.rootmon.render.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlackMessageTest {
  private static final Templates TEMPLATES = Templates.builtIn();

  @Test
  void sendsTheAlertInBlocks() {
    JsonObject body = body(ExampleAlerts.signIn(), TEMPLATES);

    assertThat(body.keySet()).containsExactly("text", "blocks", "unfurl_links", "unfurl_media");
    assertThat(body.get("text").getAsString())
        .isEqualTo(
            "CRITICAL: Root signed in to payments-prod (111122223333) without MFA from 203.0.113.7");
    assertThat(types(body))
        .containsExactly(
            "header", "section", "section", "context", "section", "section", "context");
    assertThat(texts(body))
        .contains("🔴 CRITICAL · payments-prod", "*From*\n`203.0.113.7`")
        .anyMatch(
            it -> it.startsWith("*What to do now*\n1. Ask the owner, payments[@]example[.]com"))
        .anyMatch(it -> it.contains("/T1078/004/|MITRE ATT&amp;CK T1078.004>"));
  }

  @Test
  void noteIsASeparateSection() {
    JsonObject body = body(ExampleAlerts.signIn().withNote("the state store is down"), TEMPLATES);

    assertThat(texts(body)).contains("⚠️ the state store is down");
  }

  @Test
  void alertsOnAnUnreadableMessage() {
    JsonObject body = body(ExampleAlerts.unreadable(), TEMPLATES);

    assertThat(types(body)).containsExactly("header", "section", "section", "section", "context");
    assertThat(texts(body)).contains("🟠 HIGH", "rootmon · event unreadable-1");
  }

  @Test
  void hostileTextMentionsNoUserAndCreatesNoLink() {
    JsonObject body = body(ExampleAlerts.all(ExampleAlerts.HOSTILE, 3), TEMPLATES);

    assertThat(texts(body))
        .allMatch(
            it ->
                it.replaceAll("<https://docs\\.aws\\.amazon\\.com/[^<>|]*\\|", "").indexOf('<') < 0)
        .anyMatch(it -> it.contains("&lt;!channel&gt;"))
        .noneMatch(it -> it.contains("https://evil") || it.contains("\u202E"));
    assertThat(texts(body).stream().filter(it -> it.startsWith("<https://docs.aws")))
        .singleElement()
        .asString()
        .startsWith("<https://docs.aws.amazon.com/a?b=c&amp;d=e|&lt;script&gt;");
  }

  @Test
  void addressesAndNamesInATextAreLeftAlone() {
    JsonObject body = body(ExampleAlerts.signIn(), TEMPLATES);

    assertThat(objects(body).filter(it -> "mrkdwn".equals(type(it))))
        .allMatch(it -> it.get("verbatim").getAsBoolean());
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  @Domain(HostileText.class)
  @Domain(DomainContext.Global.class)
  void messageStaysWithinItsLimits(@ForAll String text, @ForAll @IntRange(max = 80) int items) {
    assertWithinLimits(body(ExampleAlerts.all(text, items), TEMPLATES));
  }

  @Test
  void limitsTheOutputOfUserTemplates(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("slack"));
    for (String part :
        List.of("text", "header", "summary", "notes", "reasons", "links", "footer")) {
      Files.writeString(
          folder.resolve("slack/" + part + ".slack.ftl"), "<#list 1..9999 as x>${'&'} </#list>");
    }
    Files.writeString(
        folder.resolve("slack/facts.slack.ftl"),
        "<#list 1..40 as x>${'>'?right_pad(3000, '>')}\n\n</#list>");

    assertWithinLimits(body(ExampleAlerts.signIn(), Templates.overriddenBy(folder)));
  }

  @Test
  void messageOfBlankTemplatesStillHasAText(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("slack"));
    for (String name : SlackBlocks.TEMPLATES) {
      Files.writeString(folder.resolve(name), " ");
    }
    Files.writeString(folder.resolve("slack/text.slack.ftl"), "\n");

    JsonObject body = body(ExampleAlerts.signIn(), Templates.overriddenBy(folder));

    assertThat(body.get("text").getAsString()).isEqualTo("Root alert");
    assertThat(body.getAsJsonArray("blocks")).isEmpty();
  }

  private static void assertWithinLimits(JsonObject body) {
    assertThat(body.get("text").getAsString()).hasSizeBetween(1, 3_000);
    assertThat(body.getAsJsonArray("blocks").size()).isLessThanOrEqualTo(50);
    for (JsonElement block : body.getAsJsonArray("blocks")) {
      JsonObject it = block.getAsJsonObject();
      if (it.has("fields")) {
        assertThat(it.getAsJsonArray("fields").size()).isBetween(1, 10);
        it.getAsJsonArray("fields").forEach(field -> assertLength(field, 2_000));
      } else if (it.has("elements")) {
        assertThat(it.getAsJsonArray("elements").size()).isBetween(1, 10);
        it.getAsJsonArray("elements").forEach(element -> assertLength(element, 2_000));
      } else {
        assertLength(it.get("text"), type(it).equals("header") ? 150 : 3_000);
      }
    }
  }

  private static void assertLength(JsonElement text, int longest) {
    assertThat(text.getAsJsonObject().get("text").getAsString()).hasSizeBetween(1, longest);
  }

  private static JsonObject body(Alert alert, Templates templates) {
    return JsonParser.parseString(SlackMessage.of(alert, templates).json()).getAsJsonObject();
  }

  private static List<String> types(JsonObject body) {
    return body.getAsJsonArray("blocks").asList().stream()
        .map(it -> type(it.getAsJsonObject()))
        .toList();
  }

  private static String type(JsonObject object) {
    return object.get("type").getAsString();
  }

  private static List<String> texts(JsonObject body) {
    return objects(body).map(it -> it.get("text").getAsString()).toList();
  }

  /** The text objects of all blocks. */
  private static Stream<JsonObject> objects(JsonObject body) {
    List<JsonObject> found = new ArrayList<>();
    for (JsonElement block : body.getAsJsonArray("blocks")) {
      JsonObject it = block.getAsJsonObject();
      if (it.has("text")) {
        found.add(it.getAsJsonObject("text"));
      }
      for (String list : List.of("fields", "elements")) {
        if (it.has(list)) {
          it.getAsJsonArray(list).forEach(each -> found.add(each.getAsJsonObject()));
        }
      }
    }
    return found.stream();
  }
}
