package io.rootmon.detect;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognizes the calls with which CloudFormation deploys the spoke from its template. AWS itself
 * writes <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">invokedBy</a>
 * and the source address of a service's call. The name of a role proves nothing.
 */
final class CloudFormationRollout {
  private static final Pattern SOURCE_ACCOUNT =
      Pattern.compile("\"aws:SourceAccount\"\\s*:\\s*\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

  private CloudFormationRollout() {}

  static boolean isOne(CloudTrailEvent event) {
    return isByCloudFormation(event)
        && SpokeTemplate.shipped().deploys(event)
        && trustsOwnAccount(event);
  }

  /**
   * Returns whether a trust policy names no other account. The template cannot know its account.
   */
  private static boolean trustsOwnAccount(CloudTrailEvent event) {
    return event.requestParameters().values().values().stream()
        .flatMap(it -> SOURCE_ACCOUNT.matcher(it).results())
        .allMatch(
            it -> event.account().map(AccountId::value).filter(it.group(1)::equals).isPresent());
  }

  private static boolean isByCloudFormation(CloudTrailEvent event) {
    return event.identity().invokedBy().filter(CloudFormationRollout::isCloudFormation).isPresent()
        || event.sourceAddress().filter(CloudFormationRollout::isCloudFormation).isPresent();
  }

  private static boolean isCloudFormation(String name) {
    String service = name.strip().toLowerCase(Locale.ROOT);
    return service.equals("cloudformation.amazonaws.com")
        || service.equals("stacksets.cloudformation.amazonaws.com");
  }
}
