package io.rootmon.internal.alert;

import io.rootmon.account.Account;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.IncidentStatus;
import io.rootmon.alert.Link;
import io.rootmon.alert.ReportContent;
import io.rootmon.alert.ReportContent.Section;
import io.rootmon.alert.ReportContent.State;
import io.rootmon.alert.ReportSource;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.DurationText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Creates the report of an incident: its activities, the most severe first, the steps that remain,
 * and all events in order. The report of an open incident describes its events so far.
 */
final class IncidentReportAlert {
  private static final int MAX_HEADLINE_LENGTH = 240;
  private static final int MAX_LENGTH = 400;
  private static final int MAX_NAMES = 8;
  private static final int MAX_NAME_LENGTH = 60;
  private static final int MAX_ACTIVITIES = 12;
  private static final int MAX_LINES = 38; // The template shortens a longer list.

  private final Incident incident;
  private final List<IncidentEvent> entries;
  private final Account account;
  private final ReportSource source;
  private final IncidentEventText text;
  private final EventTimes times;

  private IncidentReportAlert(
      Incident incident, List<IncidentEvent> entries, Account account, ReportSource source) {
    this.incident = incident;
    this.entries =
        entries.stream()
            .sorted(Comparator.comparing(IncidentEvent::time).thenComparing(IncidentEvent::number))
            .toList();
    this.account = account;
    this.source = source;
    this.text = new IncidentEventText(account);
    this.times = new EventTimes(incident.opened(), incident.latest());
  }

  static Alert of(
      Incident incident, List<IncidentEvent> entries, Account account, ReportSource source) {
    return new IncidentReportAlert(incident, entries, account, source).alert();
  }

  private Alert alert() {
    return new Alert(
        "over-" + incident.id(),
        incident.closed().orElse(incident.latest()),
        Severity.LOW,
        headline(),
        account,
        Optional.empty(),
        facts(),
        List.of(),
        new FollowUpTasks(incident, entries, source).lines(),
        links(),
        history(),
        List.of(),
        Optional.of(
            new IncidentRef(
                incident.id(),
                incident.opened(),
                incident.count(),
                incident.severity(),
                incident.parents(incident.notified().keySet()))),
        Optional.of(IncidentStatus.of(incident, entries)),
        Optional.of(ReportContent.ofIncident(state(), summary(), incident, entries, activities())));
  }

  private State state() {
    if (!source.isLive()) {
      return State.PAST;
    }
    return incident.isOpen() ? State.OPEN : State.CLOSED;
  }

  private String headline() {
    String state =
        switch (state()) {
          case OPEN -> "Open: ";
          case CLOSED -> "Closed: ";
          case PAST, WEEK -> "";
        };
    String span =
        incident.count() == 1
            ? ""
            : " over "
                + DurationText.roundedUp(Duration.between(incident.opened(), incident.latest()));
    String place = SafeText.line(account.name().orElseGet(account::brief), MAX_NAME_LENGTH);
    return SafeText.cut(
        state
            + CountText.of(
                incident.count(),
                FollowUpTasks.concernsRoot(incident, entries) ? "root event" : "event")
            + " in "
            + place
            + span
            + (incident.count() == 1 ? " (" : " (worst: ")
            + incident.severity()
            + ")",
        MAX_HEADLINE_LENGTH);
  }

  private String summary() {
    List<String> sentences = new ArrayList<>();
    worst().map(it -> text.withAddress(it) + ".").ifPresent(sentences::add);
    if (state() == State.OPEN) {
      sentences.add("The incident is open, and more events may follow.");
    } else if (state() == State.CLOSED) {
      sentences.add(closing());
    }
    if (source.hasResponses() && incident.isUnanswered()) {
      sentences.add("No one acknowledged it.");
    }
    return SafeText.line(String.join(" ", sentences), MAX_LENGTH);
  }

  private String closing() {
    Instant closed = incident.closed().orElse(incident.latest());
    return incident.handling().aged()
        ? "Closed at its maximum age of "
            + DurationText.roundedUp(Duration.between(incident.opened(), closed))
            + "; further activity opens a new incident."
        : "Closed after "
            + DurationText.roundedUp(Duration.between(incident.lastArrival(), closed))
            + " without activity.";
  }

  private Optional<IncidentEvent> worst() {
    return entries.stream()
        .max(
            Comparator.comparing(IncidentEvent::severity)
                .thenComparing(IncidentEvent::time, Comparator.reverseOrder())
                .thenComparing(IncidentEvent::number, Comparator.reverseOrder()));
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    add(facts, "When", times.range());
    add(facts, "Account", account.brief());
    account.owner().ifPresent(it -> add(facts, "Owner", it));
    add(facts, "Events", bySeverity());
    addresses().ifPresent(it -> add(facts, "From", it));
    some(counts(IncidentEvent::region), MAX_NAMES).ifPresent(it -> add(facts, "Regions", it));
    responses().ifPresent(it -> add(facts, "Response", it));
    return facts;
  }

  private String bySeverity() {
    Map<Severity, Long> worstFirst = new EnumMap<>(Severity.class);
    worstFirst.putAll(incident.events());
    List<String> counts = new ArrayList<>();
    worstFirst.forEach((severity, count) -> counts.add(0, count + " " + severity));
    String all = String.join(", ", counts);
    return entries.size() < incident.count()
        ? all + "; this report describes the first " + entries.size()
        : all;
  }

  private Map<String, Long> counts(Function<IncidentEvent, Optional<String>> name) {
    return entries.stream()
        .map(name)
        .flatMap(Optional::stream)
        .collect(Collectors.groupingBy(it -> it, LinkedHashMap::new, Collectors.counting()));
  }

  /**
   * Returns the addresses, the most frequent first. If there are several, each has the time of its
   * first event.
   */
  private Optional<String> addresses() {
    Map<String, Long> counts = counts(IncidentEvent::address);
    if (counts.size() < 2) {
      return some(counts, MAX_NAMES);
    }
    Map<String, Instant> first = new LinkedHashMap<>();
    for (IncidentEvent entry : entries) {
      entry.address().ifPresent(it -> first.putIfAbsent(it, entry.time()));
    }
    Map<String, Long> withTimes = new LinkedHashMap<>();
    counts.forEach(
        (address, count) ->
            withTimes.put(
                address + " since " + times.time(first.getOrDefault(address, incident.opened())),
                count));
    return some(withTimes, MAX_NAMES / 2);
  }

  private static Optional<String> some(Map<String, Long> counts, int most) {
    if (counts.isEmpty()) {
      return Optional.empty();
    } else if (counts.size() == 1) {
      return Optional.of(counts.keySet().iterator().next());
    }
    List<String> names =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(it -> it.getKey() + " (" + it.getValue() + ")")
            .toList();
    return Optional.of(CountText.list(names, most));
  }

  private Optional<String> responses() {
    List<String> lines = new ArrayList<>();
    incident.handling().responses().stream()
        .limit(MAX_NAMES)
        .forEach(it -> lines.add(response(it)));
    int more = incident.handling().responses().size() - MAX_NAMES;
    if (more > 0) {
      lines.add(more + " more");
    }
    if (lines.isEmpty() && source.hasResponses() && incident.isUnanswered()) {
      lines.add("none");
    }
    incident
        .handling()
        .escalated()
        .ifPresent(it -> lines.add("escalated at " + times.time(it) + " UTC"));
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lines));
  }

  private String response(Response response) {
    String action =
        switch (response.action()) {
          case ACKNOWLEDGED -> "acknowledged by ";
          case EXPECTED -> "marked as expected by ";
          case INVESTIGATING -> "being investigated by ";
        };
    Duration after = Duration.between(incident.opened(), response.time());
    return action
        + SafeText.line(response.who(), MAX_NAME_LENGTH)
        + " in "
        + response.channel()
        + (after.isNegative() ? "" : " after " + DurationText.roundedUp(after));
  }

  private List<Section> activities() {
    List<ActivityGroup> groups = ActivityGroup.of(entries, text);
    if (entries.size() < 2) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    groups.stream()
        .limit(MAX_ACTIVITIES)
        .forEach(it -> lines.add(SafeText.line(it.line(times), MAX_LENGTH)));
    int more = groups.size() - MAX_ACTIVITIES;
    if (more > 0) {
      lines.add("… and " + CountText.of(more, "more activity", "more activities"));
    }
    return List.of(new Section("What happened", lines));
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    worst().ifPresent(it -> link(links, it.severity() + " event in CloudTrail", it));
    if (!entries.isEmpty()) {
      link(links, "First event", entries.get(0));
      link(links, "Last event", entries.get(entries.size() - 1));
    }
    return links;
  }

  private static void link(List<Link> links, String label, IncidentEvent entry) {
    ConsoleLinks.event(entry.region(), entry.eventId())
        .filter(it -> isOfCloudTrail(entry))
        .filter(it -> links.stream().noneMatch(link -> link.address().equals(it)))
        .ifPresent(it -> links.add(new Link(label, it)));
  }

  /**
   * Returns whether CloudTrail's history contains the event. The id of an event without one is a
   * digest, and the name of a GuardDuty finding contains a colon.
   */
  static boolean isOfCloudTrail(IncidentEvent entry) {
    return !entry.eventId().startsWith("sha256-")
        && !entry.eventName().contains(":")
        && !Set.of("guardduty", "cloudwatch").contains(entry.service());
  }

  /**
   * Returns the events in order, with runs of equal events as one line. Of a long history it
   * returns both ends.
   */
  private List<Fact> history() {
    if (entries.size() < 2) {
      return List.of(); // the summary describes it
    }
    boolean hasAddresses = counts(IncidentEvent::address).size() > 1;
    List<List<IncidentEvent>> runs = runs();
    List<Fact> lines = new ArrayList<>();
    int half = MAX_LINES / 2;
    for (int i = 0; i < runs.size(); i++) {
      if (runs.size() > MAX_LINES && i == half) {
        int end = runs.size() - half;
        long left = runs.subList(i, end).stream().mapToLong(List::size).sum();
        add(lines, "…", left + " more events");
        i = end;
      }
      List<IncidentEvent> run = runs.get(i);
      IncidentEvent first = run.get(0);
      String repeats =
          run.size() == 1
              ? ""
              : " (" + run.size() + " times until " + times.time(EventTimes.of(run).last()) + ")";
      add(
          lines,
          Facts.time(first.time()),
          first.severity()
              + " "
              + text.activity(first)
              + first.address().filter(it -> hasAddresses).map(it -> ", " + it).orElse("")
              + repeats);
    }
    return lines;
  }

  private List<List<IncidentEvent>> runs() {
    List<List<IncidentEvent>> runs = new ArrayList<>();
    for (IncidentEvent entry : entries) {
      List<IncidentEvent> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
      if (!last.isEmpty() && isSame(last.get(0), entry)) {
        last.add(entry);
      } else {
        runs.add(new ArrayList<>(List.of(entry)));
      }
    }
    return runs;
  }

  private static boolean isSame(IncidentEvent one, IncidentEvent other) {
    return one.severity() == other.severity() && one.headline().equals(other.headline());
  }

  private static void add(List<Fact> facts, String label, String value) {
    facts.add(new Fact(label, SafeText.line(value, MAX_LENGTH)));
  }
}
