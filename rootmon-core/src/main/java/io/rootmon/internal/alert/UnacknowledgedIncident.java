package io.rootmon.internal.alert;

import io.rootmon.account.Account;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.alert.ReportSource;
import io.rootmon.detect.MfaUse;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.text.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Describes a CRITICAL incident that no one acknowledged, for escalations and reminders: the worst
 * event with its address and MFA, the steps that undo it, and a link to the event.
 *
 * @param entries the events that were read, in the order of their times
 */
record UnacknowledgedIncident(
    Incident incident, List<IncidentEvent> entries, Account account, ReportSource source) {
  private static final int MAX_LENGTH = 240;
  private static final int MAX_NAME_LENGTH = 60;
  private static final int MAX_UNDO = 4;

  /** The maximum length: an SNS subject has at most 100 characters and starts with the severity. */
  private static final int MAX_SUBJECT_LENGTH = 89;

  UnacknowledgedIncident {
    entries =
        entries.stream()
            .sorted(Comparator.comparing(IncidentEvent::time).thenComparing(IncidentEvent::number))
            .toList();
  }

  /** Returns the headline. It names the address if a subject has room for it. */
  String headline(String silence) {
    IncidentEventText text = new IncidentEventText(account);
    String place = SafeText.line(account.name().orElseGet(account::brief), MAX_NAME_LENGTH);
    String missing = "No response in " + place + " for " + silence + ": ";
    String headline = missing + worst().map(text::withAddress).orElse("root activity");
    return headline.length() <= MAX_SUBJECT_LENGTH
        ? headline
        : SafeText.cut(missing + worst().map(text::activity).orElse("root activity"), MAX_LENGTH);
  }

  /** Returns the facts about the incident and its worst event. */
  List<Fact> facts(Instant since) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "CRITICAL since", Facts.time(since));
    add(facts, "Account", account.brief());
    account.owner().ifPresent(it -> add(facts, "Owner", it));
    worst()
        .flatMap(it -> AlertFactory.stored(it, account))
        .flatMap(Alert::finding)
        .map(it -> it.activity().mfa())
        .filter(it -> it != MfaUse.NOT_APPLICABLE)
        .ifPresent(it -> add(facts, "MFA", mfa(it)));
    worst().flatMap(IncidentEvent::address).ifPresent(it -> add(facts, "From", it));
    add(facts, "Events", events());
    return facts;
  }

  private static String mfa(MfaUse use) {
    return switch (use) {
      case USED -> "Used";
      case NOT_USED -> "Not used";
      case NOT_REACHED -> "Not reached";
      case UNKNOWN, NOT_APPLICABLE -> "Unknown";
    };
  }

  private String events() {
    return incident.count() == 1
        ? "1"
        : incident.count() + ", the latest at " + Facts.time(incident.latest());
  }

  /** Returns the steps: take over, undo, and decide. */
  List<String> advice() {
    List<String> advice = new ArrayList<>();
    advice.add("Take ownership of the incident, or find an owner.");
    FollowUpTasks tasks = new FollowUpTasks(incident, entries, source);
    tasks.undo().stream().limit(MAX_UNDO).forEach(advice::add);
    advice.add(
        FollowUpTasks.concernsRoot(incident, entries)
            ? "Ask the owner of root whether this was planned. If you cannot tell, treat root as"
                + " compromised: change its password, remove its access keys, and review the events."
            : "Ask the caller whether this was planned. If you cannot tell, "
                + tasks.containment()
                + ", and review the events.");
    advice.add(
        source.hasResponses() && !incident.parents(incident.notified().keySet()).isEmpty()
            ? "Acknowledge the incident with a button below one of its alerts in Slack, so that"
                + " others can see that you are working on it."
            : "Inform the other recipients that you are working on it.");
    return advice;
  }

  /** Returns the link to the worst event, and to the first one if it is another. */
  List<Link> links() {
    List<Link> links = new ArrayList<>();
    worst().ifPresent(it -> link(links, "View in CloudTrail", it));
    if (!entries.isEmpty()) {
      link(links, "First event", entries.get(0));
    }
    return links;
  }

  private static void link(List<Link> links, String label, IncidentEvent event) {
    ConsoleLinks.event(event.region(), event.eventId())
        .filter(it -> IncidentReportAlert.isOfCloudTrail(event))
        .filter(it -> links.stream().noneMatch(link -> link.address().equals(it)))
        .ifPresent(it -> links.add(new Link(label, it)));
  }

  private Optional<IncidentEvent> worst() {
    return entries.stream()
        .max(
            Comparator.comparing(IncidentEvent::severity)
                .thenComparing(IncidentEvent::number, Comparator.reverseOrder()));
  }

  private static void add(List<Fact> facts, String label, String value) {
    facts.add(new Fact(label, SafeText.line(value, MAX_LENGTH)));
  }
}
