package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.UserIdentity;
import io.rootmon.internal.text.SafeText;
import java.util.Optional;
import java.util.regex.Pattern;

/** Describes the caller in one phrase. */
final class ActorDescription {
  /** The role that service-managed stack sets assume in each account. */
  static final String STACK_SETS_ROLE = "stacksets-exec-";

  private static final Pattern SERVICE =
      Pattern.compile("(?:[a-z0-9-]+\\.){1,4}amazonaws\\.com(?:\\.cn)?");

  private ActorDescription() {}

  static boolean isService(String actor) {
    return actor.equalsIgnoreCase("AWS Internal") || SERVICE.matcher(actor).matches();
  }

  /** Returns the last part of an ARN, or the actor unchanged. */
  static String shortened(String actor) {
    String name = actor;
    if (actor.startsWith("arn:")) {
      int from = actor.contains(":assumed-role/") ? actor.indexOf('/') : actor.lastIndexOf('/');
      name = actor.substring(from + 1);
    }
    // The other parts are two digests: of the stack set, and of the session.
    return name.startsWith(STACK_SETS_ROLE)
        ? SafeText.cut(name, STACK_SETS_ROLE.length() + 8)
        : name;
  }

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
