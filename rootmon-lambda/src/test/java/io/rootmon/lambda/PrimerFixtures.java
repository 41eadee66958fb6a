package io.rootmon.lambda;

import io.rootmon.lambda.priming.SnapshotPrimer;
import io.rootmon.render.Templates;
import java.util.Set;

/** Priming without a table and secrets. */
public final class PrimerFixtures {
  private PrimerFixtures() {}

  public static SnapshotPrimer of(Templates templates, Set<String> channels) {
    return new SnapshotPrimer(templates, channels, false, false, false);
  }
}
