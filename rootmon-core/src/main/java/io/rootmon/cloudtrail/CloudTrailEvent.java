package io.rootmon.cloudtrail;

import io.rootmon.account.AccountId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One recorded act. Only its identity, time and name are certain; everything else may be absent.
 *
 * @param id the record's {@code eventID}; where there is none, a digest of its canonical form
 * @param source the service's name, such as {@code iam.amazonaws.com}; empty if unknown
 * @param correctedEventId the {@code addendum.originalEventID}: this record corrects that one
 * @param raw the JSON as it came, EventBridge's envelope included
 */
public record CloudTrailEvent(
    String id,
    Instant time,
    String name,
    String source,
    Optional<String> type,
    Optional<String> region,
    UserIdentity identity,
    Optional<AccountId> recipientAccount,
    Optional<String> sourceAddress,
    Optional<String> userAgent,
    Optional<String> errorCode,
    Optional<String> errorMessage,
    Optional<Boolean> readOnly,
    EventFields requestParameters,
    EventFields responseElements,
    EventFields additionalData,
    Optional<String> sharedEventId,
    Optional<String> correctedEventId,
    EventBridgeEnvelope envelope,
    String raw) {

  /** The {@link #type} given to a finding that GuardDuty, not CloudTrail, reported. */
  public static final String GUARDDUTY_FINDING = "GuardDutyFinding";

  /** The {@link #type} given to a notice of AWS Health about an access key. */
  public static final String HEALTH_EVENT = "AwsHealthEvent";

  /** The {@link #type} given to a change of a region's opt-in status. */
  public static final String REGION_STATUS = "RegionOptInStatusChange";

  /** The {@link #type} given to the notification of a CloudWatch alarm on the use of root. */
  public static final String ALARM_ON_ROOT = "AlarmOnRoot";

  public static final String DIGEST_ID = "sha256-";

  /** The end of the id of what is concluded later from a record, and is judged again. */
  private static final String FOLLOW_UP = "-follow-up";

  /** What is concluded later from the record, as an event with an id of its own. */
  public CloudTrailEvent followUp() {
    return new CloudTrailEvent(
        recordedId(id) + FOLLOW_UP,
        time,
        name,
        source,
        type,
        region,
        identity,
        recipientAccount,
        sourceAddress,
        userAgent,
        errorCode,
        errorMessage,
        readOnly,
        requestParameters,
        responseElements,
        additionalData,
        Optional.empty(),
        Optional.empty(),
        envelope,
        raw);
  }

  public boolean isFollowUp() {
    return isFollowUp(id);
  }

  /** The same of an event's id alone. */
  public static boolean isFollowUp(String id) {
    return id.endsWith(FOLLOW_UP);
  }

  /** The id under which CloudTrail has the record. */
  public static String recordedId(String id) {
    return isFollowUp(id) ? id.substring(0, id.length() - FOLLOW_UP.length()) : id;
  }

  /**
   * What identifies the event, everywhere: {@link EventKey}. Its id alone does not, since two
   * accounts may have events of the same id.
   */
  public String key() {
    return key(id);
  }

  /** The same of the event that this record corrects, which has its account, time and name. */
  public Optional<String> correctedKey() {
    return correctedEventId.map(this::key);
  }

  private String key(String eventId) {
    return EventKey.of(account().map(AccountId::value).orElse(""), time, name, eventId);
  }

  /** Whether the id is CloudTrail's own, by which its console finds the event. */
  public boolean hasOwnId() {
    return isOwnId(id);
  }

  /** The same of an event's id alone. */
  public static boolean isOwnId(String id) {
    return !id.startsWith(DIGEST_ID);
  }

  public boolean isFrom(String service) {
    return source.startsWith(service + ".");
  }

  public boolean isNamed(String eventName) {
    return name.equals(eventName);
  }

  public boolean hasType(String eventType) {
    return type.filter(it -> it.equalsIgnoreCase(eventType)).isPresent();
  }

  /** The service's short name: {@code iam}; the source itself where it is no service's. */
  public String service() {
    int dot = source.indexOf('.');
    return (dot > 0 ? source.substring(0, dot) : source).toLowerCase(Locale.ROOT);
  }

  /** The account of the event: the identity's, the recipient's, the issuer's, the envelope's. */
  public Optional<AccountId> account() {
    return identity
        .accountId()
        .or(() -> recipientAccount)
        .or(() -> identity.sessionIssuer().flatMap(UserIdentity.SessionIssuer::accountId))
        .or(envelope::account);
  }
}
