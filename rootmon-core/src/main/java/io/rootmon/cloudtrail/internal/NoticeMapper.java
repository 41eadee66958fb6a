package io.rootmon.cloudtrail.internal;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventBridgeEnvelope;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.UserIdentity;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a {@link CloudTrailEvent} of an event about an account that an AWS service sends to
 * EventBridge without CloudTrail.
 */
final class NoticeMapper {
  private NoticeMapper() {}

  /** Empty where the event is none that concerns root. */
  static Optional<CloudTrailEvent> event(
      JsonObject fields, JsonObject detail, EventBridgeEnvelope envelope, String raw)
      throws MalformedEventException {
    String source = fields.text("source").orElse("");
    if (source.equals("aws.health") && HealthEventMapper.isOfInterest(detail)) {
      return Optional.of(HealthEventMapper.event(fields, detail, envelope, raw));
    }
    return source.equals("aws.account") && RegionStatusMapper.isOne(fields)
        ? Optional.of(RegionStatusMapper.event(fields, detail, envelope, raw))
        : Optional.empty();
  }

  /**
   * An event that no one called for.
   *
   * @param identity what tells the event from others; copies from two regions have the same
   */
  static CloudTrailEvent event(
      JsonObject fields,
      String identity,
      String name,
      String service,
      String type,
      Optional<AccountId> account,
      Map<String, String> parameters,
      EventBridgeEnvelope envelope,
      String raw)
      throws MalformedEventException {
    return new CloudTrailEvent(
        CloudTrailEventMapper.digest(identity),
        CloudTrailEventMapper.time(fields, "time", raw),
        name,
        service + ".amazonaws.com",
        Optional.of(type),
        envelope.region(),
        new UserIdentity(
            "",
            Optional.empty(),
            account,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(service + ".amazonaws.com"),
            false,
            Optional.empty(),
            Optional.empty()),
        account,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new EventFields(parameters),
        EventFields.NONE,
        EventFields.NONE,
        Optional.empty(),
        Optional.empty(),
        envelope,
        raw);
  }
}
