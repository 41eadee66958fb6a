package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The gaps of one kind that a check found.
 *
 * @param isUnknown whether a location could not be checked, so that its last state remains
 */
public record GapScan(Gap.Kind kind, List<Gap> gaps, Predicate<Spot> isUnknown) {
  public GapScan {
    gaps = List.copyOf(gaps);
  }

  /** The location of a reported gap. */
  public record Spot(Optional<AccountId> account, String subject) {}

  /** Creates a scan that checked every location. */
  public static GapScan complete(Gap.Kind kind, List<Gap> gaps) {
    return new GapScan(kind, gaps, spot -> false);
  }

  /** Creates a scan that did not check those subjects. */
  public static GapScan without(Set<String> subjects, Gap.Kind kind, List<Gap> gaps) {
    Set<String> unknown = Set.copyOf(subjects);
    return new GapScan(kind, gaps, spot -> unknown.contains(spot.subject()));
  }
}
