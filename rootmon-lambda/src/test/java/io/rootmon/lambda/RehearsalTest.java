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
    Set<String> all = Set.of("sns", "ses", "slack", "webhook", "pagerduty");
    assertThatCode(() -> new Rehearsal(Templates.builtIn(), all, true, true, true).run())
        .doesNotThrowAnyException();
    for (String channel : all) {
      assertThatCode(() -> Rehearsals.of(Templates.builtIn(), Set.of(channel)).run())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aChannelThatIsNotKnownIsNotPassedOver() {
    assertThatThrownBy(() -> Rehearsals.of(Templates.builtIn(), Set.of("pager")).run())
        .hasMessage("rehearsal: expected known types of channels but was [pager]");
  }
}
