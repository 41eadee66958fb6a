package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.UserIdentity;
import java.util.Optional;

/** Describes the caller in one phrase. */
final class ActorDescription {
  private ActorDescription() {}

  static String of(CloudTrailEvent event) {
    UserIdentity identity = event.identity();
    if (identity.isRoot()) {
      return RootIndicators.isServicesOwnAct(event) ? service(event) : "root";
    }
    return identity
        .arn()
        .or(identity::userName)
        .or(identity::invokedBy)
        .or(identity::principalId)
        .orElse(identity.type().isEmpty() ? RootActivity.UNKNOWN_ACTOR : identity.type());
  }

  /**
   * Returns the service that made the call; for an AwsServiceEvent, the service that reports it.
   */
  private static String service(CloudTrailEvent event) {
    return event
        .identity()
        .invokedBy()
        .or(() -> Optional.of(event.source()).filter(it -> !it.isEmpty()))
        .orElse("a service that the record does not name");
  }
}
