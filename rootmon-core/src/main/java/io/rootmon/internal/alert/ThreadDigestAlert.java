package io.rootmon.internal.alert;

import io.rootmon.account.Account;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Creates messages from the stored events of an incident: the digest of a thread, and a thread
 * parent message whose event is not stored in full.
 */
final class ThreadDigestAlert {
  private static final int MAX_LENGTH = 400;
  private static final int MAX_HEADLINE_LENGTH = 240;
  private static final int MAX_NAME_LENGTH = 60;
  private static final int MAX_NAMES = 5;
  private static final int MAX_LINES = 10;

  /** The most severe first, because a digest lists ten events at most. */
  private static final Comparator<IncidentEvent> WORST_FIRST =
      Comparator.comparing(IncidentEvent::severity)
          .reversed()
          .thenComparing(IncidentEvent::time)
          .thenComparing(IncidentEvent::number);

  private final List<IncidentEvent> entries;
  private final IncidentEvent worst;

  private ThreadDigestAlert(List<IncidentEvent> entries) {
    this.entries = entries.stream().sorted(WORST_FIRST).toList();
    this.worst = this.entries.get(0);
  }

  /** Creates the digest of the events that were appended to an incident. */
  static Alert digest(Incident incident, List<IncidentEvent> entries, Account account) {
    return new ThreadDigestAlert(entries).digest(incident, account);
  }

  private Alert digest(Incident incident, Account account) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "When", times().range());
    add(facts, "Severity", counts(it -> Optional.of(it.severity().name())));
    add(facts, "From", counts(IncidentEvent::address));
    add(facts, "Regions", counts(IncidentEvent::region));
    return new Alert(
        "news-" + worst.number() + "-" + incident.id(),
        worst.time(),
        worst.severity(),
        headline(account),
        account,
        Optional.empty(),
        facts,
        List.of(),
        List.of(),
        links(worst),
        lines(account),
        List.of(),
        Optional.of(incident.place(worst.number())),
        Optional.empty(),
        Optional.empty());
  }

  /** Creates a parent message from the stored summary of its event. */
  static Alert parentMessage(Incident incident, IncidentEvent entry, Account account) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "When", Facts.time(entry.time()));
    add(facts, "Account", account.label());
    String service =
        entry.service().isEmpty()
            ? ""
            : " (" + ActivityDescription.serviceName(entry.service()) + ")";
    add(facts, "What", ActivityDescription.withoutVersion(entry.eventName()) + service);
    add(facts, "Outcome", entry.outcome().label());
    entry.address().ifPresent(it -> add(facts, "From", it));
    entry.region().ifPresent(it -> add(facts, "Region", it));
    add(facts, "Incident", incident.id());
    return new Alert(
        SafeText.line(entry.eventId(), AlertFactory.MAX_ID_LENGTH),
        entry.time(),
        entry.severity(),
        SafeText.line(entry.headline(), MAX_HEADLINE_LENGTH),
        account,
        Optional.empty(),
        facts,
        entry.reasons().stream().map(it -> SafeText.line(it, MAX_LENGTH)).toList(),
        List.of(),
        links(entry),
        List.of(),
        List.of(),
        Optional.of(incident.place(entry.number())),
        Optional.empty(),
        Optional.empty());
  }

  private String headline(Account account) {
    String count =
        CountText.of(
            entries.size(),
            entries.stream().anyMatch(FollowUpTasks::concernsRoot)
                ? "more root event"
                : "more event");
    String place = SafeText.line(account.name().orElseGet(account::brief), MAX_NAME_LENGTH);
    IncidentEventText text = new IncidentEventText(account);
    String activities = counts(it -> Optional.of(text.activity(it)));
    return SafeText.line(count + " in " + place + ": " + activities, MAX_HEADLINE_LENGTH);
  }

  private EventTimes times() {
    return EventTimes.of(
        entries.stream().sorted(Comparator.comparing(IncidentEvent::time)).toList());
  }

  /** Returns each value once with its count, the most severe first. */
  private String counts(Function<IncidentEvent, Optional<String>> name) {
    Map<String, Long> counts =
        entries.stream()
            .map(name)
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(it -> it, LinkedHashMap::new, Collectors.counting()));
    List<String> names =
        counts.entrySet().stream()
            .map(it -> it.getKey() + (it.getValue() == 1 ? "" : " × " + it.getValue()))
            .toList();
    return CountText.list(names, MAX_NAMES);
  }

  private List<Fact> lines(Account account) {
    IncidentEventText text = new IncidentEventText(account);
    List<Fact> lines = new ArrayList<>();
    entries.stream()
        .limit(MAX_LINES)
        .forEach(
            it -> add(lines, Facts.time(it.time()), it.severity() + " " + text.withAddress(it)));
    if (entries.size() > MAX_LINES) {
      add(lines, "…", entries.size() - MAX_LINES + " more events");
    }
    return lines;
  }

  private static List<Link> links(IncidentEvent entry) {
    return ConsoleLinks.event(entry.region(), entry.eventId())
        .filter(it -> IncidentReportAlert.isOfCloudTrail(entry))
        .map(it -> List.of(new Link("Event in CloudTrail", it)))
        .orElse(List.of());
  }

  private static void add(List<Fact> facts, String label, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(label, SafeText.line(value, MAX_LENGTH)));
    }
  }
}
