package io.rootmon.internal.state;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Finding.Origin;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The identity of an event, with all names under which its duplicates arrive.
 *
 * @param account the account whose root is concerned: its id, or {@link #UNKNOWN}
 * @param eventId the key of this record: {@link CloudTrailEvent#key()}
 * @param correctedEventId the key of the record that this one corrects
 * @param sharedEventId the id that the copies of two accounts share, and the name of the call
 * @param origin how the event reached rootmon; it is stored with the decision
 */
public record EventIdentity(
    String account,
    String eventId,
    Optional<String> correctedEventId,
    Optional<String> sharedEventId,
    Severity severity,
    Origin origin) {
  /** The key of an unknown account. */
  public static final String UNKNOWN = "unknown";

  /** Creates the identity of an event that EventBridge delivered. */
  public EventIdentity(
      String account,
      String eventId,
      Optional<String> correctedEventId,
      Optional<String> sharedEventId,
      Severity severity) {
    this(account, eventId, correctedEventId, sharedEventId, severity, Origin.DELIVERED);
  }

  /** Returns the names that this event and its duplicates share. No name belongs to two events. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    names.add("act#" + correctedEventId.orElse(eventId));
    sharedEventId.ifPresent(it -> names.add("shared#" + it));
    return names;
  }

  public static EventIdentity of(Finding finding) {
    CloudTrailEvent event = finding.activity().event();
    return new EventIdentity(
        finding.activity().incidentAccount().map(AccountId::value).orElse(UNKNOWN),
        event.key(),
        event.correctedKey(),
        // A test or another source may use one id for several calls.
        event.sharedEventId().map(it -> it + "#" + event.name()),
        finding.severity(),
        finding.origin());
  }
}
