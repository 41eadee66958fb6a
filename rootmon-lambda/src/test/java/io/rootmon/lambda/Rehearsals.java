package io.rootmon.lambda;

import io.rootmon.render.Templates;
import java.util.Set;

/** Rehearsals without table and secrets. */
final class Rehearsals {
  private Rehearsals() {}

  static Rehearsal of(Templates templates, Set<String> channels) {
    return new Rehearsal(templates, channels, false, false, false);
  }
}
