package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.render.Templates;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  /** It fails where an example is not delivered by every channel. */
  @Test
  void everyChannelPlaysItsPart() {
    Set<String> all = Set.of("sns", "ses", "slack", "webhook");
    assertThatCode(() -> new Rehearsal(Templates.builtIn(), all).run()).doesNotThrowAnyException();
    for (String channel : all) {
      assertThatCode(() -> new Rehearsal(Templates.builtIn(), Set.of(channel)).run())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aChannelThatIsNotKnownIsNotPassedOver() {
    assertThatThrownBy(() -> new Rehearsal(Templates.builtIn(), Set.of("pager")).run())
        .hasMessageStartingWith("rehearsal: expected deliveries but was ");
  }
}
