package io.rootmon.cli.scan;

import io.rootmon.judge.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Collects the findings for incidents: the 10,000 most severe, with at most 8 million characters,
 * independent of their order of arrival. Activity of AWS services is not included. Safe for use by
 * multiple threads.
 */
final class WorstFindings {
  static final int MAX_SIZE = 10_000;
  private static final long MAX_CHARACTERS = 8_000_000;

  /** The most severe first, then by time. */
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

  /** Creates a collection of another size. */
  WorstFindings(int most) {
    this.most = most;
  }

  /**
   * Adds the finding. Returns the findings for which there is no room any more, possibly including
   * this one.
   */
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

  /** Returns the number of rejected findings. */
  synchronized long rejected() {
    return refused;
  }
}
