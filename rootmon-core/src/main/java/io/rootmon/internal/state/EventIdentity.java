package io.rootmon.internal.state;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.judge.Finding;
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
 * @param sharedEventId the id that the copies of two accounts share
 */
public record EventIdentity(
    String account,
    String eventId,
    Optional<String> correctedEventId,
    Optional<String> sharedEventId,
    Severity severity) {
  /** The key of an unknown account. */
  public static final String UNKNOWN = "unknown";

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
        finding.activity().account().map(AccountId::value).orElse(UNKNOWN),
        event.key(),
        event.correctedKey(),
        event.sharedEventId(),
        finding.severity());
  }
}
