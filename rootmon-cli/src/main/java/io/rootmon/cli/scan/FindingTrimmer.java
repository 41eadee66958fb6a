package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.UserIdentity;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reduces a finding for storage: without its raw text and response, and with long strings
 * truncated. It retains the fields that grouping and the report need.
 */
final class FindingTrimmer {
  private static final int MAX_LENGTH = 500;
  private static final int MAX_PARAMETERS = 20;

  private FindingTrimmer() {}

  static Finding of(Finding finding) {
    RootActivity activity = finding.activity();
    return new Finding(
        new RootActivity(
            of(activity.event()),
            activity.kind(),
            activity.kindReason(),
            activity.outcome(),
            activity.mfa(),
            activity.account(),
            activity.session()),
        finding.severity(),
        finding.ruleId(),
        finding.builtInRule(),
        finding.reasons(),
        finding.technique(),
        finding.rootTask(),
        finding.advice(),
        finding.page(),
        finding.expected(),
        finding.exclusion(),
        finding.origin());
  }

  /** Returns the approximate number of characters. */
  static long characters(Finding slim) {
    CloudTrailEvent event = slim.activity().event();
    UserIdentity identity = event.identity();
    long parameters =
        event.requestParameters().values().entrySet().stream()
            .mapToLong(it -> it.getKey().length() + it.getValue().length())
            .sum();
    long texts =
        Stream.of(
                Optional.of(event.id()),
                Optional.of(event.name()),
                Optional.of(event.source()),
                event.sourceAddress(),
                event.userAgent(),
                event.errorMessage(),
                event.sharedEventId(),
                event.correctedEventId(),
                identity.arn(),
                identity.userName(),
                identity.principalId())
            .flatMap(Optional::stream)
            .mapToLong(String::length)
            .sum();
    long words = slim.advice().stream().mapToLong(String::length).sum();
    return parameters + texts + words;
  }

  private static CloudTrailEvent of(CloudTrailEvent event) {
    return new CloudTrailEvent(
        event.id(),
        event.time(),
        cut(event.name()),
        cut(event.source()),
        event.type().map(FindingTrimmer::cut),
        event.region().map(FindingTrimmer::cut),
        of(event.identity()),
        event.recipientAccount(),
        event.sourceAddress().map(FindingTrimmer::cut),
        event.userAgent().map(FindingTrimmer::cut),
        event.errorCode().map(FindingTrimmer::cut),
        event.errorMessage().map(FindingTrimmer::cut),
        event.readOnly(),
        of(event.requestParameters()),
        EventFields.NONE,
        EventFields.NONE,
        event.sharedEventId(),
        event.correctedEventId(),
        event.envelope(),
        "");
  }

  private static UserIdentity of(UserIdentity identity) {
    return new UserIdentity(
        cut(identity.type()),
        identity.arn().map(FindingTrimmer::cut),
        identity.accountId(),
        identity.accessKeyId().map(FindingTrimmer::cut),
        identity.userName().map(FindingTrimmer::cut),
        identity.principalId().map(FindingTrimmer::cut),
        identity.invokedBy().map(FindingTrimmer::cut),
        identity.assumedRoot(),
        identity.mfaAuthenticated(),
        identity.sessionIssuer());
  }

  private static EventFields of(EventFields fields) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (var field : fields.values().entrySet()) {
      if (kept.size() == MAX_PARAMETERS) {
        break;
      }
      if (field.getKey().length() <= MAX_LENGTH) {
        kept.put(field.getKey(), cut(field.getValue()));
      }
    }
    return new EventFields(kept);
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }
}
