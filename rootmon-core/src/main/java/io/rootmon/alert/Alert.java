package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.internal.alert.Sentences;
import io.rootmon.internal.text.SecretRedactor;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;

/**
 * The structured text of one notification, before a channel renders it. Every text is a single line
 * without control characters. Addresses that an event contains cannot be clicked.
 *
 * <p>A message contains the parts in this order: severity and headline, summary, links, advice,
 * facts, the explanation of the severity, commands, footer.
 *
 * @param id the event's id, or an id of the alert itself
 * @param headline one sentence with account and address
 * @param headlines the headline and its shorter forms, the longest first; a message uses the
 *     longest that fits the limits of its recipient
 * @param summary one sentence: the actor, the address, with MFA or not, expected or not
 * @param finding the finding; empty for a notification about rootmon itself
 * @param facts at most seven answers to who, what, where, when
 * @param reasons all reasons for the severity, for programs
 * @param why the sentences that explain the severity and are not part of the headline
 * @param advice the next steps: one imperative sentence an entry
 * @param commands the commands that the steps refer to, ready to paste
 * @param keyFields the event's fields by their paths, for programs
 * @param notes problems of this alert itself, such as a template that failed
 * @param footer ids, which a message shows after the rule and the technique
 * @param incident the incident and the event's position in it; empty for an alert without one
 * @param standing the state of the incident, in a message that rootmon updates
 * @param report the content of a report
 */
public record Alert(
    String id,
    Instant time,
    Severity severity,
    String headline,
    List<String> headlines,
    Optional<String> summary,
    Account account,
    Optional<Finding> finding,
    List<Fact> facts,
    List<String> reasons,
    List<String> why,
    List<String> advice,
    List<Command> commands,
    List<Link> links,
    List<Fact> keyFields,
    List<String> notes,
    List<String> footer,
    Optional<IncidentRef> incident,
    Optional<IncidentStatus> standing,
    Optional<ReportContent> report) {

  public Alert {
    headline = SecretRedactor.redact(headline);
    Set<String> forms = new LinkedHashSet<>(List.of(headline));
    forms.addAll(redacted(headlines));
    headlines = new RedactedList<>(List.copyOf(forms));
    summary = summary.map(SecretRedactor::redact);
    facts = withoutSecrets(facts);
    reasons = redacted(reasons);
    why = redacted(why);
    advice = redacted(advice);
    commands = List.copyOf(commands);
    links = List.copyOf(links);
    keyFields = withoutSecrets(keyFields);
    notes = redacted(notes);
    footer = redacted(footer);
  }

  /**
   * Every channel prints alerts, so secrets are removed here, before any channel receives the
   * facts.
   */
  private static List<Fact> withoutSecrets(List<Fact> facts) {
    return facts instanceof RedactedList
        ? facts
        : new RedactedList<>(
            facts.stream()
                .map(it -> new Fact(it.label(), SecretRedactor.redact(it.value())))
                .toList());
  }

  private static List<String> redacted(List<String> texts) {
    return texts instanceof RedactedList
        ? texts
        : new RedactedList<>(texts.stream().map(SecretRedactor::redact).toList());
  }

  /** An immutable list without secrets, so that copies of the alert are not redacted again. */
  private static final class RedactedList<E> extends AbstractList<E> implements RandomAccess {
    private final List<E> values;

    RedactedList(List<E> values) {
      this.values = values;
    }

    @Override
    public E get(int index) {
      return values.get(index);
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  /** Creates an alert without a summary, commands or an incident. */
  public Alert(
      String id,
      Instant time,
      Severity severity,
      String headline,
      Account account,
      Optional<Finding> finding,
      List<Fact> facts,
      List<String> reasons,
      List<String> advice,
      List<Link> links,
      List<Fact> keyFields,
      List<String> notes) {
    this(
        id,
        time,
        severity,
        headline,
        account,
        finding,
        facts,
        reasons,
        advice,
        links,
        keyFields,
        notes,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Creates an alert without a summary and commands. */
  public Alert(
      String id,
      Instant time,
      Severity severity,
      String headline,
      Account account,
      Optional<Finding> finding,
      List<Fact> facts,
      List<String> reasons,
      List<String> advice,
      List<Link> links,
      List<Fact> keyFields,
      List<String> notes,
      Optional<IncidentRef> incident,
      Optional<IncidentStatus> standing,
      Optional<ReportContent> report) {
    this(
        id,
        time,
        severity,
        headline,
        List.of(),
        Optional.empty(),
        account,
        finding,
        facts,
        reasons,
        reasons.stream().map(Sentences::of).toList(),
        advice,
        List.of(),
        links,
        keyFields,
        notes,
        List.of(),
        incident,
        standing,
        report);
  }

  /**
   * Returns the identity of the event, or of the alert if there is no event: {@link
   * CloudTrailEvent#key()}. Alerts about different events have different keys.
   */
  public String eventKey() {
    return finding.map(it -> it.activity().event().key()).orElse(id);
  }

  /**
   * Returns the event as AWS delivered it, without secrets. Empty if there is none, and for an
   * alert that was read from the state store.
   */
  public Optional<String> rawEvent() {
    return finding
        .map(it -> it.activity().event().raw())
        .filter(it -> !it.isEmpty())
        .map(SecretRedactor::redact);
  }

  /**
   * Returns the key that the alerts of one incident share, so that email programs group them: the
   * incident's id or, without an incident, the account and the day in UTC. It is empty if the
   * account is unknown.
   */
  public Optional<String> thread() {
    return incident.map(IncidentRef::incident).or(this::accountAndDay);
  }

  private Optional<String> accountAndDay() {
    return account.id().map(it -> it.value() + " " + LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  /** Returns whether the alert is a report, which must not page anyone. */
  public boolean isReport() {
    return report.isPresent();
  }

  /** Returns whether the alert reports that an incident is closed. */
  public boolean isClosed() {
    return standing.filter(it -> !it.isOpen()).isPresent();
  }

  /** Returns a copy with one more note about the alert itself. */
  public Alert withNote(String note) {
    if (notes.contains(note)) {
      return this;
    }
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return toBuilder().notes(more).build();
  }

  /** Returns a copy with the current status of its incident. */
  public Alert with(IncidentStatus now) {
    return toBuilder().standing(now).build();
  }

  /** Returns the copy for one channel, with that channel's reason for the notification. */
  public Alert to(String channel) {
    Optional<IncidentRef> own = incident.map(it -> it.to(channel));
    Optional<NotificationReason> reason = own.flatMap(IncidentRef::reason);
    if (reason.isEmpty()) {
      return this;
    }
    List<String> more = new ArrayList<>(footer);
    more.add("Sent because: " + reason.get().text());
    return toBuilder().incident(own).footer(more).build();
  }

  /** Returns a copy with the commands that its steps refer to. */
  public Alert withCommands(List<Command> more) {
    return toBuilder().commands(more).build();
  }

  /** Returns a copy with a shorter form of the headline, such as one of {@link #headlines}. */
  public Alert withHeadline(String shorter) {
    Builder builder = toBuilder();
    builder.headline = shorter;
    builder.headlines = List.of();
    return builder.build();
  }

  /** Returns a builder with the values of this alert. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Creates a copy of an alert with some parts changed. */
  public static final class Builder {
    private final Alert from;
    private Severity severity;
    private String headline;
    private List<String> headlines;
    private Optional<String> summary;
    private Optional<Finding> finding;
    private List<Fact> facts;
    private List<String> reasons;
    private List<String> why;
    private List<String> advice;
    private List<Command> commands;
    private List<String> notes;
    private List<String> footer;
    private Optional<IncidentRef> incident;
    private Optional<IncidentStatus> standing;

    private Builder(Alert from) {
      this.from = from;
      this.severity = from.severity;
      this.headline = from.headline;
      this.headlines = from.headlines;
      this.summary = from.summary;
      this.finding = from.finding;
      this.facts = from.facts;
      this.reasons = from.reasons;
      this.why = from.why;
      this.advice = from.advice;
      this.commands = from.commands;
      this.notes = from.notes;
      this.footer = from.footer;
      this.incident = from.incident;
      this.standing = from.standing;
    }

    Builder severity(Severity value) {
      severity = value;
      return this;
    }

    /** Sets the forms of the headline, the longest first. */
    Builder headlines(List<String> values) {
      headline = values.get(0);
      headlines = values;
      return this;
    }

    Builder summary(String value) {
      summary = Optional.of(value);
      return this;
    }

    Builder facts(List<Fact> values) {
      facts = values;
      return this;
    }

    Builder why(List<String> values) {
      why = values;
      return this;
    }

    Builder advice(List<String> values) {
      advice = values;
      return this;
    }

    Builder commands(List<Command> values) {
      commands = values;
      return this;
    }

    Builder notes(List<String> values) {
      notes = values;
      return this;
    }

    /** Sets the lines below the alert, such as the rule and the ids. */
    public Builder footer(List<String> values) {
      footer = values;
      return this;
    }

    /** Sets the incident of the event. */
    public Builder incident(Optional<IncidentRef> value) {
      incident = value;
      return this;
    }

    Builder standing(IncidentStatus value) {
      standing = Optional.of(value);
      return this;
    }

    /** Builds the alert. Texts beyond their limits are truncated. */
    public Alert build() {
      return new Alert(
          from.id,
          from.time,
          severity,
          headline,
          headlines,
          summary,
          from.account,
          finding,
          facts,
          reasons,
          why,
          advice,
          commands,
          from.links,
          from.keyFields,
          notes,
          footer,
          incident,
          standing,
          from.report);
    }
  }
}
