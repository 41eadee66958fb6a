package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The calls by which CloudFormation sets up rootmon's own resources. AWS itself writes <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">invokedBy</a>
 * and, for a service's calls, the source address; the name of a role anybody may choose.
 */
final class RollOut {
  /** A StackSet updates the stacks of its accounts by itself; who updated it is told of. */
  private static final Map<String, Set<String>> SETTING_UP =
      Map.of(
          "events", Set.of("PutRule", "PutTargets"),
          "sqs", Set.of("SetQueueAttributes"),
          "monitoring", Set.of("PutMetricAlarm"),
          "iam", Set.of("PutRolePolicy"),
          "cloudformation", Set.of("UpdateStack"));

  private RollOut() {}

  static boolean isOne(CloudTrailEvent event) {
    return SETTING_UP.getOrDefault(event.service(), Set.of()).contains(event.name())
        && !switchesOff(event)
        && (event.identity().invokedBy().filter(RollOut::isCloudFormation).isPresent()
            || event.sourceAddress().filter(RollOut::isCloudFormation).isPresent());
  }

  /** A rule and an alarm can be made so that they do nothing. */
  private static boolean switchesOff(CloudTrailEvent event) {
    return event
            .requestParameters()
            .text("state")
            .filter(it -> it.equalsIgnoreCase("DISABLED"))
            .isPresent()
        || event
            .requestParameters()
            .text("actionsEnabled")
            .filter(it -> it.equalsIgnoreCase("false"))
            .isPresent();
  }

  private static boolean isCloudFormation(String name) {
    String service = name.strip().toLowerCase(Locale.ROOT);
    return service.equals("cloudformation.amazonaws.com")
        || service.equals("stacksets.cloudformation.amazonaws.com");
  }
}
