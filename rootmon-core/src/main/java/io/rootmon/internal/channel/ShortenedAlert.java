package io.rootmon.internal.channel;

import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.internal.text.SafeText;
import java.util.List;
import java.util.function.Predicate;

/** Shortens an alert until its document is within a service's limit. */
public final class ShortenedAlert {
  private static final String NOTE =
      "Shortened to fit: long texts end in “…”, and the longest lists lack their end.";

  private ShortenedAlert() {}

  /**
   * Returns the alert itself if it fits, else a copy with shorter texts and lists. Only the content
   * of its event can make an alert too long, and the event in CloudTrail is complete.
   */
  public static Alert fit(Alert alert, Predicate<Alert> fits) {
    int characters = 4_000;
    int items = 64;
    Alert shorter = alert;
    while (!fits.test(shorter) && characters >= 30) {
      characters /= 2;
      items = Math.max(8, items / 2);
      shorter = cut(alert, characters, items).withNote(NOTE);
    }
    return shorter;
  }

  private static Alert cut(Alert alert, int characters, int items) {
    return new Alert(
        SafeText.line(alert.id(), characters),
        alert.time(),
        alert.severity(),
        SafeText.line(alert.headline(), characters),
        texts(alert.headlines(), characters, items),
        alert.summary().map(it -> SafeText.line(it, characters)),
        alert.account(),
        alert.finding(),
        facts(alert.facts(), characters, items),
        texts(alert.reasons(), characters, items),
        texts(alert.why(), characters, items),
        texts(alert.advice(), characters, items),
        alert.commands(),
        alert.links().stream()
            .filter(it -> it.address().toString().length() <= 2_000)
            .limit(items)
            .toList(),
        facts(alert.keyFields(), characters, items),
        texts(alert.notes(), characters, items),
        texts(alert.footer(), characters, items),
        alert.incident(),
        alert.standing(),
        alert.report());
  }

  private static List<String> texts(List<String> texts, int characters, int items) {
    return texts.stream().limit(items).map(it -> SafeText.line(it, characters)).toList();
  }

  private static List<Fact> facts(List<Fact> facts, int characters, int items) {
    return facts.stream()
        .limit(items)
        .map(
            it ->
                new Fact(
                    SafeText.line(it.label(), characters), SafeText.line(it.value(), characters)))
        .toList();
  }
}
