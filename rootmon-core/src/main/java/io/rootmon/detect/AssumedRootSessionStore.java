package io.rootmon.detect;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Stores the central root sessions of AssumeRoot: the caller behind an access key. */
public interface AssumedRootSessionStore {
  /** The longest that AssumeRoot grants. */
  Duration LONGEST = Duration.ofMinutes(15);

  /**
   * One session.
   *
   * @param task the task policy's name, such as {@code IAMAuditRootUserCredentials}
   */
  record Session(
      String accessKeyId, String actor, Optional<AccountId> target, String task, Instant since) {

    /** Whether it can have been used then; clocks of services differ a little. */
    public boolean coversTime(Instant time) {
      return !time.isBefore(since.minusSeconds(60))
          && !time.isAfter(since.plus(LONGEST).plusSeconds(60));
    }

    /** The session that a successful AssumeRoot returned. */
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

  void remember(Session session);

  Optional<Session> find(String accessKeyId);
}
