package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.detect.EventOutcome;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.incident.NetworkPrefix;
import io.rootmon.judge.Severity;
import io.rootmon.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts an incident into words: how much, from where, what was changed or denied, who responded. One
 * that is still open is told as it is so far.
 */
final class IncidentReportAlert {
  private static final Set<String> SIGN_INS = Set.of("ConsoleLogin", "CheckMfa");
  private static final int MAX_LENGTH = 400;
  private static final int MAX_NAMES = 8;
  private static final int MAX_LINES = 38; // A list of more is shortened where it is printed.

  private final Incident incident;
  private final List<IncidentEvent> entries;

  private IncidentReportAlert(Incident incident, List<IncidentEvent> entries) {
    this.incident = incident;
    this.entries =
        entries.stream()
            .sorted(Comparator.comparing(IncidentEvent::time).thenComparing(IncidentEvent::number))
            .toList();
  }

  static Alert of(Incident incident, List<IncidentEvent> entries, Account account) {
    IncidentReportAlert report = new IncidentReportAlert(incident, entries);
    Instant closed = incident.closed().orElse(incident.latest());
    return new Alert(
        "over-" + incident.id(),
        closed,
        Severity.LOW,
        report.headline(account),
        account,
        Optional.empty(),
        report.facts(account),
        report.reasons(closed),
        new FollowUpTasks(incident, report.entries).lines(),
        report.links(),
        report.story(),
        List.of(),
        Optional.of(
            new IncidentRef(
                incident.id(),
                incident.opened(),
                incident.count(),
                incident.severity(),
                incident.heads(incident.told().keySet()))),
        Optional.of(IncidentStatus.of(incident, report.entries)),
        Optional.of(new ReportContent(incident, report.entries)));
  }

  private String headline(Account account) {
    String place = SafeText.line(account.label(), 60);
    String events =
        incident.count() == 1
            ? "one event of root in " + place
            : incident.count()
                + " events of root in "
                + place
                + " within "
                + minutes(Duration.between(incident.opened(), incident.latest()));
    String state = incident.isOpen() ? "So far: " : "Over: ";
    return SafeText.cut(state + events + ", " + incident.severity() + " at worst", 240);
  }

  private List<Fact> facts(Account account) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Began", Facts.time(incident.opened()));
    add(facts, incident.isOpen() ? "Latest" : "Ended", Facts.time(incident.latest()));
    add(facts, "Account", account.label());
    account.owner().ifPresent(it -> add(facts, "Owner", it));
    add(facts, "Events", bySeverity());
    if (entries.size() < incident.count()) {
      add(facts, "Told here", entries.size() + " of them, those that arrived first");
    }
    names(facts, "From", IncidentEvent::address, it -> true);
    networks().ifPresent(it -> add(facts, "First seen", it));
    names(facts, "In", IncidentEvent::region, it -> true);
    names(facts, "Changed", IncidentReportAlert::call, IncidentReportAlert::changed);
    names(facts, "Denied or failed", IncidentReportAlert::call, it -> !succeeded(it));
    add(facts, "Response", responses());
    incident
        .handling()
        .escalated()
        .ifPresent(it -> add(facts, "Escalated", Facts.time(it) + ", since nobody had responded"));
    add(facts, "Incident", incident.id());
    return facts;
  }

  private String bySeverity() {
    Map<Severity, Long> worstFirst = new EnumMap<>(Severity.class);
    worstFirst.putAll(incident.events());
    List<String> counts = new ArrayList<>();
    worstFirst.forEach((severity, count) -> counts.add(0, count + " " + severity));
    return String.join(", ", counts);
  }

  private static Optional<String> call(IncidentEvent entry) {
    return Optional.of(entry.eventName());
  }

  /** An older version wrote sign-ins down as changes. */
  private static boolean changed(IncidentEvent entry) {
    return entry.changes() && succeeded(entry) && !SIGN_INS.contains(entry.eventName());
  }

  private static boolean succeeded(IncidentEvent entry) {
    return entry.outcome() == EventOutcome.SUCCEEDED;
  }

  /** Each once, with how often, the most frequent first. */
  private void names(
      List<Fact> facts,
      String label,
      Function<IncidentEvent, Optional<String>> name,
      Predicate<IncidentEvent> wanted) {
    Map<String, Long> counts =
        entries.stream()
            .filter(wanted)
            .map(name)
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(it -> it, LinkedHashMap::new, Collectors.counting()));
    if (counts.isEmpty()) {
      return;
    }
    add(
        facts,
        label,
        some(
            counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(it -> it.getKey() + (it.getValue() == 1 ? "" : " × " + it.getValue()))
                .toList()));
  }

  private static String some(List<String> texts) {
    int more = texts.size() - MAX_NAMES;
    String text = String.join(", ", texts.subList(0, Math.min(MAX_NAMES, texts.size())));
    return more > 0 ? text + " and " + more + " more" : text;
  }

  /** When each network was seen first; of one alone the beginning says it. */
  private Optional<String> networks() {
    Map<String, Instant> first = new LinkedHashMap<>();
    for (IncidentEvent entry : entries) {
      entry
          .address()
          .flatMap(NetworkPrefix::of)
          .ifPresent(it -> first.putIfAbsent(it.prefix(), entry.time()));
    }
    return first.size() < 2
        ? Optional.empty()
        : Optional.of(
            some(
                first.entrySet().stream()
                    .map(it -> it.getKey() + " at " + Facts.time(it.getValue()))
                    .toList()));
  }

  private String responses() {
    List<Response> responses = incident.handling().responses();
    return responses.isEmpty()
        ? "nobody acknowledged it"
        : some(responses.stream().map(this::response).toList());
  }

  private String response(Response response) {
    String action = response.action().name().toLowerCase(Locale.ROOT);
    Duration after = Duration.between(incident.opened(), response.time());
    return SafeText.line(response.who(), 60)
        + ": "
        + action
        + " in "
        + response.channel()
        + (after.isNegative() ? "" : ", " + minutes(after) + " after it began");
  }

  private List<String> reasons(Instant closed) {
    if (incident.isOpen()) {
      return List.of("it is still open: more may come");
    } else if (incident.handling().aged()) {
      return List.of(
          "it reached its maximum time, "
              + minutes(Duration.between(incident.opened(), closed))
              + " after it opened: the next finding opens another incident");
    }
    return List.of(
        "nothing more was heard for "
            + minutes(Duration.between(incident.heard(), closed))
            + ": what comes now begins another incident");
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    entries.stream()
        .filter(it -> it.severity() == incident.severity())
        .findFirst()
        .ifPresent(it -> link(links, it.severity() + " event in CloudTrail", it));
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

  /** An event without an id of its own has a digest, and a GuardDuty finding's name has a colon. */
  private static boolean isOfCloudTrail(IncidentEvent entry) {
    return !entry.eventId().startsWith("sha256-") && !entry.eventName().contains(":");
  }

  /** The story in order; of a long one its beginning and its end. */
  private List<Fact> story() {
    List<Fact> lines = new ArrayList<>();
    int half = MAX_LINES / 2;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.size() > MAX_LINES && i == half) {
        add(lines, "…", entries.size() - MAX_LINES + " more events");
        i = entries.size() - half;
      }
      IncidentEvent entry = entries.get(i);
      add(lines, Facts.time(entry.time()), entry.severity() + " " + entry.headline());
    }
    return lines;
  }

  private static void add(List<Fact> facts, String label, String value) {
    facts.add(new Fact(label, SafeText.line(value, MAX_LENGTH)));
  }

  private static String minutes(Duration span) {
    long minutes = Math.max(1, span.plusSeconds(59).toMinutes());
    if (minutes >= 120) {
      return (minutes + 59) / 60 + " hours";
    }
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }
}
