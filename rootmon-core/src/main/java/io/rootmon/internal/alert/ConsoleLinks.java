package io.rootmon.internal.alert;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Creates links to the AWS console in the event's partition and region. */
final class ConsoleLinks {
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");
  private static final int MAX_ID_LENGTH = 128;

  private ConsoleLinks() {}

  /**
   * Returns the link to the event in CloudTrail's event history; empty if the region or a usable id
   * is missing.
   */
  static Optional<URI> event(CloudTrailEvent event) {
    boolean recordedByCloudTrail =
        !event.hasType(CloudTrailEvent.GUARDDUTY_FINDING)
            && !event.hasType(CloudTrailEvent.ALARM_ON_ROOT);
    return recordedByCloudTrail ? event(event.region(), event.id()) : Optional.empty();
  }

  /** Returns the link to an event that CloudTrail recorded. */
  static Optional<URI> event(Optional<String> region, String eventId) {
    if (!CloudTrailEvent.isOwnId(eventId) || eventId.length() > MAX_ID_LENGTH) {
      return Optional.empty();
    }
    String id = URLEncoder.encode(CloudTrailEvent.recordedId(eventId), StandardCharsets.UTF_8);
    return region
        .filter(it -> REGION.matcher(it).matches())
        .flatMap(
            it ->
                domain(it)
                    .map(
                        domain ->
                            URI.create(
                                "https://%s.%s/cloudtrailv2/home?region=%s#/events/%s"
                                    .formatted(it, domain, it, id))));
  }

  /** Returns the console's domain in the region's partition; empty for an unknown partition. */
  private static Optional<String> domain(String region) {
    if (region.startsWith("cn-")) {
      return Optional.of("console.amazonaws.cn");
    }
    if (region.startsWith("us-gov-")) {
      return Optional.of("console.amazonaws-us-gov.com");
    }
    if (region.startsWith("us-iso") || region.startsWith("eu-iso") || region.startsWith("eusc-")) {
      return Optional.empty();
    }
    return Optional.of("console.aws.amazon.com");
  }
}
