package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.incident.NotificationReason;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.text.SecretRedactor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is told to people: every text in it is a single line without control characters, cut to a
 * length a person reads, and no address of an event's own making can be followed.
 *
 * @param id the event's id; one alert tells of one event
 * @param headline one sentence in plain words
 * @param finding what was judged; empty where a message could not be read
 * @param facts who, what, where, when
 * @param keyFields the event's own fields, by their paths, those that matter first
 * @param notes what is wrong with this alert itself, such as a template that failed
 * @param incident where it stands in one; empty where it stands alone
 * @param standing how the incident stands now, where a message is kept current
 * @param report the whole story, where it is over
 */
public record Alert(
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
  /** The first fact says when it was. */
  private static final int AFTER_THE_FIRST = 1;

  public Alert {
    headline = SecretRedactor.redact(headline);
    facts = withoutSecrets(facts);
    reasons = reasons.stream().map(SecretRedactor::redact).toList();
    advice = advice.stream().map(SecretRedactor::redact).toList();
    links = List.copyOf(links);
    keyFields = withoutSecrets(keyFields);
    notes = notes.stream().map(SecretRedactor::redact).toList();
  }

  /** Every channel prints an alert: a secret that is not here is in no message. */
  private static List<Fact> withoutSecrets(List<Fact> facts) {
    return facts.stream()
        .map(it -> new Fact(it.label(), SecretRedactor.redact(it.value())))
        .toList();
  }

  /** One that stands alone. */
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

  /**
   * What identifies the event, or the alert where there is none: {@link
   * io.rootmon.cloudtrail.CloudTrailEvent#key()}. Alerts of two events never share it.
   */
  public String eventKey() {
    return finding.map(it -> it.activity().event().key()).orElse(id);
  }

  /**
   * What the alerts of one story have in common, so that mail programs show them together: the
   * incident; for one that stands alone the account and the day, in UTC. Empty where the account is
   * unknown.
   */
  public Optional<String> thread() {
    return incident.map(IncidentRef::incident).or(this::accountAndDay);
  }

  private Optional<String> accountAndDay() {
    return account.id().map(it -> it.value() + " " + LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  /** Whether it tells that an incident is over, which is nothing to wake anybody for. */
  public boolean isReport() {
    return report.isPresent();
  }

  /** The same alert, saying one more thing about itself, once. */
  public Alert noting(String note) {
    if (notes.contains(note)) {
      return this;
    }
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Alert(
        id, time, severity, headline, account, finding, facts, reasons, advice, links, keyFields,
        more, incident, standing, report);
  }

  /** The same alert as its incident stands now. */
  public Alert with(IncidentStatus now) {
    return new Alert(
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
        incident,
        Optional.of(now),
        report);
  }

  /** The same alert as that channel gets it, with the channel's own reason for notification. */
  public Alert to(String channel) {
    Optional<IncidentRef> own = incident.map(it -> it.to(channel));
    Optional<NotificationReason> reason = own.flatMap(IncidentRef::reason);
    if (reason.isEmpty()) {
      return this;
    }
    List<Fact> more = new ArrayList<>(facts);
    more.add(
        Math.min(AFTER_THE_FIRST, more.size()), new Fact("Alerted because", reason.get().text()));
    return new Alert(
        id, time, severity, headline, account, finding, more, reasons, advice, links, keyFields,
        notes, own, standing, report);
  }
}
