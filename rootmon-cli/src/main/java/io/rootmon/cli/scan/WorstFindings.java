package io.rootmon.cli.scan;

import io.rootmon.judge.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What persons did, which incidents are made of: the worst 10,000 findings, and no more than 8
 * million characters of them, whatever the order in which they come. Safe for use by multiple
 * threads.
 */
final class WorstFindings {
  static final int MAX_SIZE = 10_000;
  private static final long MAX_CHARACTERS = 8_000_000;

  /** The worst first, then in the order of time. */
  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .reversed()
          .thenComparing(it -> it.activity().event().time())
          .thenComparing(it -> it.activity().event().id())
          .thenComparing(it -> it.activity().event().name());

  private final PriorityQueue<Finding> kept = new PriorityQueue<>(WORST_FIRST.reversed());
  private final int most;
  private long characters;
  private long refused;

  WorstFindings() {
    this(MAX_SIZE);
  }

  /** Of another size. */
  WorstFindings(int most) {
    this.most = most;
  }

  /** Keeps the finding; what finds no room for it any more, perhaps itself, is given back. */
  synchronized List<Finding> add(Finding finding) {
    Finding slim = FindingTrimmer.of(finding);
    kept.add(slim);
    characters += FindingTrimmer.characters(slim);
    List<Finding> gone = new ArrayList<>();
    while (kept.size() > most || characters > MAX_CHARACTERS) {
      Finding last = kept.remove();
      characters -= FindingTrimmer.characters(last);
      gone.add(last);
    }
    refused += gone.size();
    return gone;
  }

  synchronized List<Finding> all() {
    return List.copyOf(kept);
  }

  /** How many found no room. */
  synchronized long rejected() {
    return refused;
  }
}
