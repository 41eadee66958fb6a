package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.detect.Outcome;
import io.rootmon.incident.Decision.Place;
import io.rootmon.incident.Entry;
import io.rootmon.incident.Incident;
import io.rootmon.judge.Severity;
import io.rootmon.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Puts an incident that is over into words: how much, from where, what was changed or denied. */
final class ClosingReport {
  private static final int LONGEST = 400;
  private static final int MOST_NAMES = 8;
  private static final int MOST_LINES = 60;

  private final Incident incident;
  private final List<Entry> entries;

  private ClosingReport(Incident incident, List<Entry> entries) {
    this.incident = incident;
    this.entries =
        entries.stream()
            .sorted(Comparator.comparing(Entry::time).thenComparing(Entry::number))
            .toList();
  }

  static Alert of(Incident incident, List<Entry> entries, Account account) {
    ClosingReport report = new ClosingReport(incident, entries);
    Instant closed = incident.closed().orElse(incident.latest());
    return new Alert(
        "over-" + incident.id(),
        closed,
        Severity.LOW,
        report.headline(account),
        account,
        Optional.empty(),
        report.facts(account),
        List.of(
            "nothing more was heard for "
                + minutes(Duration.between(incident.heard(), closed))
                + ": what comes now begins another incident"),
        report.advice(),
        List.of(),
        report.timeline(),
        List.of(),
        Optional.of(
            new Place(
                incident.id(),
                incident.opened(),
                incident.count(),
                incident.severity(),
                incident.heads(incident.told().keySet()))),
        Optional.of(Standing.of(incident)),
        Optional.of(new Report(incident, report.entries)));
  }

  private String headline(Account account) {
    String events =
        incident.count() == 1
            ? "one event of root in " + SafeText.line(account.label(), 60)
            : incident.count()
                + " events of root in "
                + SafeText.line(account.label(), 60)
                + " within "
                + minutes(Duration.between(incident.opened(), incident.latest()));
    return SafeText.cut("Over: " + events + ", " + incident.severity() + " at worst", 240);
  }

  private List<Fact> facts(Account account) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Began", Facts.time(incident.opened()));
    add(facts, "Ended", Facts.time(incident.latest()));
    add(facts, "Account", account.label());
    account.owner().ifPresent(it -> add(facts, "Owner", it));
    add(facts, "Events", bySeverity());
    names(facts, "From", Entry::address, it -> true);
    names(facts, "In", Entry::region, it -> true);
    names(facts, "Changed", ClosingReport::call, it -> it.changes() && succeeded(it));
    names(facts, "Denied or failed", ClosingReport::call, it -> !succeeded(it));
    responses().ifPresent(it -> add(facts, "Responded", it));
    incident
        .handling()
        .escalated()
        .ifPresent(it -> add(facts, "Escalated", Facts.time(it) + ", since nobody had responded"));
    add(facts, "Incident", incident.id());
    return facts;
  }

  private Optional<String> responses() {
    List<String> lines = Standing.of(incident).responses();
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lines));
  }

  private String bySeverity() {
    Map<Severity, Long> worstFirst = new EnumMap<>(Severity.class);
    worstFirst.putAll(incident.events());
    List<String> counts = new ArrayList<>();
    worstFirst.forEach((severity, count) -> counts.add(0, count + " " + severity));
    return String.join(", ", counts);
  }

  private static Optional<String> call(Entry entry) {
    return Optional.of(entry.eventName());
  }

  private static boolean succeeded(Entry entry) {
    return entry.outcome() == Outcome.SUCCEEDED;
  }

  /** Each once, with how often, the most frequent first. */
  private void names(
      List<Fact> facts,
      String label,
      Function<Entry, Optional<String>> name,
      Predicate<Entry> wanted) {
    Map<String, Long> counts =
        entries.stream()
            .filter(wanted)
            .map(name)
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(it -> it, LinkedHashMap::new, Collectors.counting()));
    if (counts.isEmpty()) {
      return;
    }
    String text =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(MOST_NAMES)
            .map(it -> it.getKey() + (it.getValue() == 1 ? "" : " × " + it.getValue()))
            .collect(Collectors.joining(", "));
    int more = counts.size() - MOST_NAMES;
    add(facts, label, more > 0 ? text + " and " + more + " more" : text);
  }

  private List<String> advice() {
    List<String> advice = new ArrayList<>();
    if (entries.stream().anyMatch(it -> it.changes() && succeeded(it))) {
      advice.add("Go through what was changed, above and below: undo what nobody wanted.");
    }
    advice.add("Write down who it was and why; if nobody knows, treat root as stolen.");
    if (incident.severity().isAtLeast(Severity.HIGH)) {
      advice.add("Check that root has MFA, no access key, and a password that only you know.");
    }
    return advice;
  }

  /** The story in order; of a long one its beginning and its end. */
  private List<Fact> timeline() {
    List<Fact> lines = new ArrayList<>();
    int half = MOST_LINES / 2;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.size() > MOST_LINES && i == half) {
        add(lines, "…", entries.size() - MOST_LINES + " more events");
        i = entries.size() - half;
      }
      Entry entry = entries.get(i);
      add(lines, Facts.time(entry.time()), entry.severity() + " " + entry.headline());
    }
    return lines;
  }

  private static void add(List<Fact> facts, String label, String value) {
    facts.add(new Fact(label, SafeText.line(value, LONGEST)));
  }

  private static String minutes(Duration span) {
    long minutes = Math.max(1, span.plusSeconds(59).toMinutes());
    if (minutes >= 120) {
      return (minutes + 59) / 60 + " hours";
    }
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }
}
