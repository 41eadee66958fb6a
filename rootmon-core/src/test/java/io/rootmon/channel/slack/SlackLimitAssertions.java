package io.rootmon.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;

/** What Slack takes, checked in what it was given. */
public final class SlackLimitAssertions {
  private SlackLimitAssertions() {}

  public static List<String> texts(String text, JsonElement blocks) {
    assertThat(text).isNotEmpty().hasSizeLessThan(4_000);
    assertThat(blocks.getAsJsonArray()).hasSizeBetween(1, 50);
    assertThat(blocks.toString()).hasSizeLessThan(12_000);
    List<String> texts = new ArrayList<>(List.of(text));
    collect(blocks, texts);
    assertThat(texts).allMatch(it -> it.length() <= 3_000);
    return texts;
  }

  private static void collect(JsonElement element, List<String> texts) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(it -> collect(it, texts));
    } else if (element.isJsonObject()) {
      JsonElement text = element.getAsJsonObject().get("text");
      if (text != null && text.isJsonPrimitive()) {
        texts.add(text.getAsString());
      }
      element.getAsJsonObject().entrySet().forEach(it -> collect(it.getValue(), texts));
    }
  }
}
