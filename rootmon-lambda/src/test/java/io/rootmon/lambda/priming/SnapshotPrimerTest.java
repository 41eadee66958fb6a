package io.rootmon.lambda.priming;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.lambda.PrimerFixtures;
import io.rootmon.render.Templates;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotPrimerTest {
  /** A missing delivery of an example is an error. */
  @Test
  void deliversTheExamplesToEveryTypeOfChannel() {
    Set<String> all =
        Set.of(
            "sns",
            "ses",
            "slack",
            "webhook",
            "pagerduty",
            "teams",
            "jsm",
            "eventbridge",
            "securityhub");
    assertThatCode(() -> new SnapshotPrimer(Templates.builtIn(), all, true, true, true).runOnce())
        .doesNotThrowAnyException();
    for (String channel : all) {
      assertThatCode(() -> PrimerFixtures.of(Templates.builtIn(), Set.of(channel)).runOnce())
          .as(channel)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void repeatsTheRounds() {
    assertThatCode(() -> PrimerFixtures.of(Templates.builtIn(), Set.of("sns")).run())
        .doesNotThrowAnyException();
  }

  @Test
  void rejectsAnUnknownTypeOfChannel() {
    assertThatThrownBy(() -> PrimerFixtures.of(Templates.builtIn(), Set.of("pager")).run())
        .hasMessage("priming: expected types of channels but was [pager]");
  }
}
