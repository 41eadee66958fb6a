package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.UserIdentity;

/** The identity that acted, in one phrase. */
final class Actor {
  private Actor() {}

  static String of(CloudTrailEvent event) {
    UserIdentity identity = event.identity();
    if (identity.isRoot()) {
      return Signs.isServicesOwnAct(event) ? identity.invokedBy().orElse("an AWS service") : "root";
    }
    return identity
        .arn()
        .or(identity::userName)
        .or(identity::invokedBy)
        .or(identity::principalId)
        .orElse(identity.type().isEmpty() ? "the caller" : identity.type());
  }
}
