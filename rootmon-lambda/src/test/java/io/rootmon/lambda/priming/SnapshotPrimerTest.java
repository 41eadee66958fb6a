package io.rootmon.lambda.priming;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.lambda.PrimerFixtures;
import io.rootmon.render.Templates;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotPrimerTest {
  /** It fails where an example is not delivered by every channel. */
  @Test
  void everyChannelPlaysItsPart() {
    Set<String> all = Set.of("sns", "ses", "slack", "webhook", "pagerduty");
    assertThatCode(() -> new SnapshotPrimer(Templates.builtIn(), all, true, true, true).run())
        .doesNotThrowAnyException();
    for (String channel : all) {
      assertThatCode(() -> PrimerFixtures.of(Templates.builtIn(), Set.of(channel)).run())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aChannelThatIsNotKnownIsNotPassedOver() {
    assertThatThrownBy(() -> PrimerFixtures.of(Templates.builtIn(), Set.of("pager")).run())
        .hasMessage("priming: expected a type of channel but was pager");
  }
}
