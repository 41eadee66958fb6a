package io.rootmon.detect;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores the central root sessions that AssumeRoot issued, to identify the caller behind an access
 * key.
 */
public interface AssumedRootSessionStore {
  /** The maximum duration of a session of AssumeRoot. */
  Duration LONGEST = Duration.ofMinutes(15);

  /**
   * A session.
   *
   * @param task the name of the task policy, such as {@code IAMAuditRootUserCredentials}
   */
  record Session(
      String accessKeyId, String actor, Optional<AccountId> target, String task, Instant since) {

    /**
     * Returns whether the session was valid at this time, with a tolerance for the clocks of
     * services.
     */
    public boolean coversTime(Instant time) {
      return !time.isBefore(since.minusSeconds(60))
          && !time.isAfter(since.plus(LONGEST).plusSeconds(60));
    }

    /** Returns the session that a successful AssumeRoot issued. */
    static Optional<Session> issuedBy(CloudTrailEvent event) {
      return event
          .responseElements()
          .text("credentials.accessKeyId")
          .map(
              key ->
                  new Session(
                      key,
                      ActorDescription.of(event),
                      RootActivity.assumeRootTarget(event),
                      RootActivity.assumeRootTask(event).orElse("unknown task"),
                      event.time()));
    }
  }

  /** Returns a store in memory for the latest 10,000 sessions. Safe for use by multiple threads. */
  static AssumedRootSessionStore inMemory() {
    return new InMemorySessionStore();
  }

  /** Stores a session. */
  void remember(Session session);

  /** Returns the session with this access key; empty if it is unknown. */
  Optional<Session> find(String accessKeyId);
}
