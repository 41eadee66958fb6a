package io.rootmon.internal.alert;

import static java.util.Comparator.reverseOrder;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.AddressLocator;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.IncidentStatus;
import io.rootmon.alert.Link;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.alert.ReportSource;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.Decision;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Creates alerts from findings and incidents. Safe for use by multiple threads. */
public final class AlertFactory {
  private static final int MAX_PROBLEM_LENGTH = 300;
  private static final int MAX_RAW_LENGTH = 2_000;
  static final int MAX_ID_LENGTH = 128;
  private static final int MAX_OWNER_LENGTH = 80;

  /** The note of an alert about an event that EventBridge did not deliver. */
  public static final String FOUND_IN_ARCHIVE =
      "Found in the CloudTrail archive. EventBridge did not deliver this event.";

  /** The prefix of the ids of escalations. */
  public static final String UNANSWERED = "escalation#";

  /** The prefix of the ids of reminders. */
  static final String REMINDER = "reminder#";

  private final AccountDirectory accounts;
  private final OrganizationLinks ownLinks;
  private final AddressLocator locator;
  private final ReportSource source;

  public AlertFactory(AccountDirectory accounts) {
    this(accounts, OrganizationLinks.NONE);
  }

  public AlertFactory(AccountDirectory accounts, OrganizationLinks ownLinks) {
    this(accounts, ownLinks, ReportSource.LIVE);
  }

  /** Creates a factory with a locator for the addresses of callers. */
  public AlertFactory(
      AccountDirectory accounts, OrganizationLinks ownLinks, AddressLocator locator) {
    this(accounts, ownLinks, locator, ReportSource.LIVE);
  }

  /**
   * Creates a factory.
   *
   * @param source where the incidents that it reports on come from
   */
  public AlertFactory(AccountDirectory accounts, OrganizationLinks ownLinks, ReportSource source) {
    this(accounts, ownLinks, AddressLocator.NONE, source);
  }

  /**
   * Creates a factory.
   *
   * @param locator that finds the locations of the callers' addresses
   * @param source of the incidents that it reports on
   */
  public AlertFactory(
      AccountDirectory accounts,
      OrganizationLinks ownLinks,
      AddressLocator locator,
      ReportSource source) {
    this.accounts = accounts;
    this.ownLinks = ownLinks;
    this.locator = locator;
    this.source = source;
  }

  /** Returns the account that a finding concerns, with its name, owner and unit if known. */
  public Account account(Finding finding) {
    return finding.activity().account().map(accounts::find).orElse(Account.UNKNOWN);
  }

  /** Returns one sentence on a finding. */
  public String headline(Finding finding, Account account) {
    return Headline.of(finding, account).texts().get(0);
  }

  /** Creates the alert about a finding that belongs to no incident. */
  public Alert about(Finding finding) {
    return about(finding, account(finding));
  }

  /** Creates the alert about a finding that belongs to no incident, in a known account. */
  public Alert about(Finding finding, Account account) {
    return create(finding, account, Optional.empty(), false);
  }

  /** Creates the alert about a finding of an incident. */
  public Alert about(Finding finding, Decision decision) {
    return create(finding, account(finding), decision);
  }

  /** Creates the alert about a finding after the decision on it. */
  public Alert create(Finding finding, Account account, Decision decision) {
    return create(
        finding.as(decision.severity(), decision.reasons()),
        account,
        decision.incident(),
        decision.reasons().stream().anyMatch(Decision::isNewNetwork));
  }

  private Alert create(
      Finding finding, Account account, Optional<IncidentRef> place, boolean isNewNetwork) {
    RootActivity activity = finding.activity();
    CloudTrailEvent event = activity.event();
    List<String> headlines = Headline.of(finding, account).texts();
    FindingText text = new FindingText(finding, account, place, isNewNetwork, locator);
    return new Alert(
        SafeText.line(event.id(), MAX_ID_LENGTH),
        event.time(),
        finding.severity(),
        headlines.get(0),
        headlines,
        Optional.of(text.summary()),
        account,
        Optional.of(finding),
        text.facts(),
        finding.reasons(),
        text.why(),
        account
            .owner()
            .map(it -> SafeText.line(it, MAX_OWNER_LENGTH))
            .map(finding::adviceNaming)
            .orElse(finding.advice()),
        ResponseCommands.of(finding),
        links(finding),
        EventFieldSummary.of(event),
        notes(finding),
        text.footer(),
        place,
        Optional.empty(),
        Optional.empty());
  }

  private List<String> notes(Finding finding) {
    Optional<String> archive =
        finding.isFromArchive() ? Optional.of(FOUND_IN_ARCHIVE) : Optional.empty();
    return Stream.concat(archive.stream(), locator.problem().stream()).toList();
  }

  private List<Link> links(Finding finding) {
    List<Link> links = new ArrayList<>();
    Optional<URI> event = ConsoleLinks.event(finding.activity().event());
    event.ifPresent(it -> links.add(new Link("View in CloudTrail", it)));
    links.addAll(ownLinks.about(finding, event));
    return links;
  }

  /** Creates the report of an incident; it may be open. */
  public Alert closed(Incident incident, List<IncidentEvent> entries) {
    return IncidentReportAlert.of(incident, entries, account(incident), source);
  }

  /** Creates the digest of the events that were appended to an incident. */
  public Alert digest(Incident incident, List<IncidentEvent> entries) {
    return ThreadDigestAlert.digest(incident, entries, account(incident));
  }

  /**
   * Creates the parent message of a thread with the current state of its incident. Headline and
   * advice are those of the worst finding so far.
   *
   * @param events of the incident, at least one. The worst of them gives the texts: from its stored
   *     alert, or in a short form if it has none
   */
  public Alert parentMessage(Incident incident, List<IncidentEvent> events) {
    IncidentEvent worst = worst(events).orElseThrow();
    Account account = account(incident);
    Alert alert =
        stored(worst, account)
            .map(it -> it.toBuilder().incident(Optional.of(incident.place(worst.number()))).build())
            .orElseGet(() -> ThreadDigestAlert.parentMessage(incident, worst, account));
    return alert.with(IncidentStatus.of(incident, events));
  }

  /** Reads the stored alert of an event; empty if there is none, or if it is not valid. */
  static Optional<Alert> stored(IncidentEvent event, Account account) {
    try {
      return event.alert().map(it -> AlertJson.read(it, account));
    } catch (IllegalArgumentException | DateTimeException e) {
      // Another version of rootmon may have written it. The short form needs no alert.
      return Optional.empty();
    }
  }

  private Account account(Incident incident) {
    return incident.account().map(accounts::find).orElse(Account.UNKNOWN);
  }

  /**
   * Creates the escalation of an incident without a response. There is at most one per incident.
   */
  public Alert unanswered(Incident incident, List<IncidentEvent> entries, Instant now) {
    return UnacknowledgedAlert.of(unacknowledged(incident, entries), now);
  }

  /**
   * Creates a reminder of an incident without a response for these channels. There is at most one a
   * day.
   */
  public Alert reminder(
      Incident incident, List<IncidentEvent> entries, Set<String> channels, Instant now) {
    return ReminderAlert.of(unacknowledged(incident, entries), channels, now);
  }

  /** Returns the first of the most severe events. */
  public static Optional<IncidentEvent> worst(List<IncidentEvent> entries) {
    return entries.stream()
        .max(
            Comparator.comparing(IncidentEvent::severity)
                .thenComparing(IncidentEvent::number, reverseOrder()));
  }

  private UnacknowledgedIncident unacknowledged(Incident incident, List<IncidentEvent> entries) {
    return new UnacknowledgedIncident(incident, entries, account(incident), source);
  }

  /** Returns the note of an alert about an event whose time is in the future. */
  public static String future(Finding finding, Instant grouped) {
    return "The event's time, "
        + Facts.time(finding.activity().event().time())
        + ", is in the future. The event is grouped as of "
        + Facts.time(grouped)
        + ".";
  }

  public Alert about(SpokeAlarm trouble) {
    return SpokeAlarmAlert.of(trouble, accounts.find(trouble.account()));
  }

  /**
   * Creates the hourly alert on notices of a topic that were counted instead of sent.
   *
   * @param topic such as {@code unreadable#111122223333}
   */
  public Alert repeated(String topic, long count, Severity severity, Instant since, Instant now) {
    return RepeatedAlerts.of(topic, count, severity, since, now, accounts::find);
  }

  /** Returns the note of an alert about similar alerts that were counted and not sent. */
  public static String suppressed(long count, Instant since) {
    return RepeatedAlerts.note(count, since);
  }

  /**
   * Creates the alert about a channel that rejects alerts. There is at most one per hour and
   * channel.
   */
  public Alert rejected(String channel, String problem, Alert what, Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    return new Alert(
        "refused-" + channel + "-" + hour,
        now,
        Severity.HIGH,
        "Channel "
            + channel
            + " is rejecting alerts: recipients of that channel are not being notified",
        Account.UNKNOWN,
        Optional.empty(),
        List.of(
            new Fact("When", Facts.time(now)),
            new Fact("Channel", channel),
            new Fact("Problem", SafeText.line(problem, MAX_PROBLEM_LENGTH)),
            new Fact("Rejected alert", what.severity() + ": " + what.headline())),
        List.of("the rejection is permanent: a retry of the same alert fails in the same way"),
        List.of(
            "Repair the channel. The facts of this alert contain the cause.",
            "Prove that it works: run 'rootmon send-test -c rootmon.json --channel "
                + channel
                + "'.",
            "Redrive the dead-letter queue. It contains the alerts that no channel delivered."),
        List.of(),
        List.of(),
        List.of());
  }

  /** Creates the alert about a message that could not be parsed, with the start of its text. */
  public Alert unreadable(MalformedEventException problem, Instant now) {
    String text = problem.raw();
    String id =
        "unreadable-"
            + UUID.nameUUIDFromBytes((problem.location() + text).getBytes(StandardCharsets.UTF_8));
    return new Alert(
        id,
        now,
        Severity.HIGH,
        "A message could not be parsed as an event: it may describe root activity",
        Account.UNKNOWN,
        Optional.empty(),
        List.of(
            new Fact("When", Facts.time(now)),
            new Fact("Where", SafeText.line(problem.location(), MAX_PROBLEM_LENGTH)),
            new Fact("Problem", SafeText.line(problem.problem(), MAX_PROBLEM_LENGTH)),
            new Fact("Length", CountText.of(text.length(), "character"))),
        List.of("this could be any event, including a critical one"),
        List.of(
            "Read the text below. Is it about root?",
            "Send the text to the team that operates rootmon, so that the team can add support for this format."),
        List.of(),
        text.isBlank()
            ? List.of()
            : List.of(
                new Fact(
                    "text", SafeText.line(EventFieldSummary.hideSecrets(text), MAX_RAW_LENGTH))),
        List.of());
  }
}
