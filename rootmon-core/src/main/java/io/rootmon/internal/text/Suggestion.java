package io.rootmon.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a user probably meant. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * Returns the known name that is most similar to the typed one. It is empty if every name differs
   * in more than a third of the typed characters, or in more than three.
   */
  public static Optional<String> of(String typed, Collection<String> known) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    int most = Math.min(3, Math.max(1, wanted.length() / 3));
    return known.stream()
        .filter(it -> distance(wanted, it.toLowerCase(Locale.ROOT)) <= most)
        .min(
            Comparator.comparing((String it) -> distance(wanted, it.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Returns {@code " Did you mean 'scan'?"}, or an empty string. */
  public static String sentence(String typed, Collection<String> known) {
    return of(typed, known).map(it -> " Did you mean '" + it + "'?").orElse("");
  }

  /** Returns {@code ". Did you mean 'scan'?"}, or an empty string, for the end of a message. */
  public static String ending(String typed, Collection<String> known) {
    String sentence = sentence(typed, known);
    return sentence.isEmpty() ? "" : "." + sentence;
  }

  /**
   * Counts insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
   */
  private static int distance(String from, String to) {
    int[][] costs = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        costs[row][column] =
            row == 0 || column == 0 ? row + column : cost(costs, from, to, row, column);
      }
    }
    return costs[from.length()][to.length()];
  }

  private static int cost(int[][] costs, String from, String to, int row, int column) {
    boolean isSame = from.charAt(row - 1) == to.charAt(column - 1);
    int cost =
        Math.min(
            costs[row - 1][column - 1] + (isSame ? 0 : 1),
            Math.min(costs[row - 1][column], costs[row][column - 1]) + 1);
    boolean isSwapped =
        row > 1
            && column > 1
            && from.charAt(row - 1) == to.charAt(column - 2)
            && from.charAt(row - 2) == to.charAt(column - 1);
    return isSwapped ? Math.min(cost, costs[row - 2][column - 2] + 1) : cost;
  }
}
