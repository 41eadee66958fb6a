package io.rootmon.internal.coverage;

import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.state.StateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Compares the gaps that a check found with those that were reported. A gap is reported once, again
 * each day while it lasts, and once when it is closed. Safe for use by multiple threads and
 * workers.
 */
public final class GapMonitor {
  /** One day minus the time by which an hourly check may be early. */
  private static final Duration REMINDER = Duration.ofDays(1).minusMinutes(10);

  private final HeartbeatStore log;

  public GapMonitor(HeartbeatStore log) {
    this.log = log;
  }

  /** A gap that was reported. */
  private record Reported(GapScan.Spot spot, String state, Instant at) {
    String place() {
      return spot.account().map(AccountId::value).orElse("-") + "\t" + spot.subject();
    }

    String text() {
      return place() + "\t" + state + "\t" + at;
    }

    static Reported parse(String line) {
      String[] part = line.split("\t", -1);
      Optional<AccountId> account =
          part[0].equals("-") ? Optional.empty() : Optional.of(new AccountId(part[0]));
      return new Reported(new GapScan.Spot(account, part[1]), part[2], Instant.parse(part[3]));
    }
  }

  /** The result of a comparison. */
  public static final class Change {
    private final Gap.Kind kind;
    private final Optional<Alert> alert;
    private final Optional<String> next;

    private Change(Gap.Kind kind, Optional<Alert> alert, Optional<String> next) {
      this.kind = kind;
      this.alert = alert;
      this.next = next;
    }

    public Gap.Kind kind() {
      return kind;
    }

    /** Returns the alert to send; empty if nothing is new. */
    public Optional<Alert> alert() {
      return alert;
    }
  }

  /**
   * Compares a scan with the reported gaps. Nothing is stored before {@link #reported}.
   *
   * @param names the names of the accounts in the alert
   */
  public Change compare(GapScan scan, Instant at, AccountDirectory names) throws StateException {
    String before = log.stored(note(scan.kind())).orElse("");
    Map<String, Reported> known = parse(before);
    TreeMap<String, Gap> found = new TreeMap<>();
    scan.gaps().forEach(it -> found.put(it.place(), it));
    List<Gap> worse = new ArrayList<>();
    boolean isDue = false;
    for (Gap gap : found.values()) {
      Reported old = known.get(gap.place());
      if (old == null || !old.state().equals(gap.state())) {
        worse.add(gap);
      } else {
        isDue |= Duration.between(old.at(), at).compareTo(REMINDER) >= 0;
      }
    }
    List<GapScan.Spot> better = new ArrayList<>();
    TreeMap<String, Reported> next = new TreeMap<>();
    for (Reported old : known.values()) {
      if (found.containsKey(old.place())) {
        continue;
      }
      if (scan.isUnknown().test(old.spot())) {
        next.put(old.place(), old);
      } else {
        better.add(old.spot());
      }
    }
    boolean isReminder = isDue && worse.isEmpty();
    List<Gap> notified = isReminder ? List.copyOf(found.values()) : worse;
    for (Gap gap : found.values()) {
      Reported old = known.get(gap.place());
      Instant reported = old == null || notified.contains(gap) ? at : old.at();
      GapScan.Spot spot = new GapScan.Spot(gap.account(), gap.subject());
      next.put(gap.place(), new Reported(spot, gap.state(), reported));
    }
    Optional<Alert> alert =
        notified.isEmpty() && better.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new GapAlertFactory(scan.kind(), names).create(notified, better, isReminder, at));
    String text = text(next);
    return new Change(
        scan.kind(), alert, text.equals(before) ? Optional.empty() : Optional.of(text));
  }

  /** Stores the reported gaps, after the alert of the change was delivered. */
  public void reported(Change change) throws StateException {
    if (change.next.isPresent()) {
      log.store(note(change.kind), change.next.get());
    }
  }

  private static String note(Gap.Kind kind) {
    return "coverage-gaps-" + kind;
  }

  private static String text(Map<String, Reported> all) {
    StringBuilder text = new StringBuilder();
    all.values().forEach(it -> text.append(it.text()).append('\n'));
    return text.toString();
  }

  /**
   * Parses the reported gaps. A line that another version wrote is skipped, so that its gap is
   * reported again.
   */
  private static Map<String, Reported> parse(String text) {
    TreeMap<String, Reported> all = new TreeMap<>();
    for (String line : text.lines().toList()) {
      try {
        Reported it = Reported.parse(line);
        all.put(it.place(), it);
      } catch (RuntimeException e) {
        // The gap is reported again.
      }
    }
    return all;
  }

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
}
