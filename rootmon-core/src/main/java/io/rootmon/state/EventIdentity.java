package io.rootmon.state;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One act, by all the names under which copies of it arrive.
 *
 * @param account whose root is concerned: its number, or {@link #UNKNOWN}
 * @param eventId the key of this very record: {@link CloudTrailEvent#key()}
 * @param correctedEventId the key of the record that this one corrects
 * @param sharedEventId what the copies of two accounts have in common
 */
public record EventIdentity(
    String account,
    String eventId,
    Optional<String> correctedEventId,
    Optional<String> sharedEventId,
    Severity severity) {
  /** In the place of the number of an account that is not known. */
  public static final String UNKNOWN = "unknown";

  /** What this and its copies have in common; no name stands for two acts. */
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
