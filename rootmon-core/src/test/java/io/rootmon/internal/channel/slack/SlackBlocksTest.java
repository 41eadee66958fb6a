package io.rootmon.internal.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.slack.api.util.json.GsonFactory;
import io.rootmon.render.RenderedParts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SlackBlocksTest {
  private static final Gson GSON =
      GsonFactory.createSnakeCase().newBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  @Property
  void noBlocksAreLongerThanCounted(
      @ForAll @Size(11)
          List<
                  @StringLength(max = 30)
                  @Chars({'\n', '"', '\\', '\u0000', '\u2028', '\u2026', 'a', ' '})
                  @CharRange(from = '\u0000', to = '\u0100') String>
              pieces,
      @ForAll @Size(11) List<@IntRange(min = 1, max = 100) Integer> repetitions) {
    List<String> texts =
        IntStream.range(0, pieces.size())
            .mapToObj(it -> pieces.get(it).repeat(repetitions.get(it)))
            .toList();
    Map<String, String> byName =
        SlackBlocks.TEMPLATES.stream()
            .collect(
                Collectors.toMap(it -> it, it -> texts.get(SlackBlocks.TEMPLATES.indexOf(it))));
    RenderedParts parts = new RenderedParts(byName, List.of());

    assertThat(GSON.toJson(SlackBlocks.of(parts, Optional.empty(), List.of())).length())
        .isLessThanOrEqualTo(SlackBlocks.longest(parts));
  }
}
