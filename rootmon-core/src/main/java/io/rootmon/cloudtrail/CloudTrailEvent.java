package io.rootmon.cloudtrail;

import io.rootmon.account.AccountId;
import io.rootmon.internal.cloudtrail.EventKey;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An event that CloudTrail or another AWS service recorded. Only the id, time and name are always
 * present.
 *
 * @param id the record's {@code eventID}; if it has none, a digest of its canonical form
 * @param source the service's name, such as {@code iam.amazonaws.com}; empty if unknown
 * @param correctedEventId the {@code addendum.originalEventID}, which is the id of the record that
 *     this one corrects
 * @param raw the JSON as received, including EventBridge's envelope
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

  /** The {@link #type} of a finding that GuardDuty reported instead of CloudTrail. */
  public static final String GUARDDUTY_FINDING = "GuardDutyFinding";

  /**
   * The request parameter of a {@link #GUARDDUTY_FINDING} that is not open: ARCHIVED, SUPPRESSED,
   * RESOLVED, CLOSED or DELETED.
   */
  public static final String FINDING_STATE = "state";

  /**
   * The request parameter of a {@link #GUARDDUTY_FINDING} that a filter closed when it was created,
   * so that no person has seen it.
   */
  public static final String CLOSED_BY_FILTER = "closedByFilter";

  /** The {@link #type} of an AWS Health notification about an access key. */
  public static final String HEALTH_EVENT = "AwsHealthEvent";

  /** The {@link #type} of a change of a region's opt-in status. */
  public static final String REGION_STATUS = "RegionOptInStatusChange";

  /** The {@link #type} of a CloudWatch alarm notification on root user activity. */
  public static final String ALARM_ON_ROOT = "AlarmOnRoot";

  /**
   * The prefix of the id of an event without an {@code eventID}: the digest of its record follows.
   */
  public static final String DIGEST_ID = "sha256-";

  /** The suffix of the id of a follow-up event. */
  private static final String FOLLOW_UP = "-follow-up";

  /**
   * Returns the follow-up event: a later conclusion from the record, which is judged again and has
   * an id of its own.
   */
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

  /** Returns whether the event repeats an earlier one, to report what did not happen after it. */
  public boolean isFollowUp() {
    return isFollowUp(id);
  }

  /** Returns whether the id is that of a follow-up event. */
  public static boolean isFollowUp(String id) {
    return id.endsWith(FOLLOW_UP);
  }

  /** Returns the id under which CloudTrail stores the record. */
  public static String recordedId(String id) {
    return isFollowUp(id) ? id.substring(0, id.length() - FOLLOW_UP.length()) : id;
  }

  /**
   * Returns the identity of the event: its account, time, name and id. The id alone is not unique,
   * because two accounts may have events with the same id.
   */
  public String key() {
    return key(id);
  }

  /**
   * Returns the key of the event that this record corrects. That event has the same account, time
   * and name.
   */
  public Optional<String> correctedKey() {
    return correctedEventId.map(this::key);
  }

  private String key(String eventId) {
    return EventKey.of(account().map(AccountId::value).orElse(""), time, name, eventId);
  }

  /** Returns whether CloudTrail assigned the id, so that its console can find the event. */
  public boolean hasOwnId() {
    return isOwnId(id);
  }

  /** Returns whether CloudTrail assigned the id. */
  public static boolean isOwnId(String id) {
    return !id.startsWith(DIGEST_ID);
  }

  /** Returns whether the event is from this service, such as {@code iam}. */
  public boolean isFrom(String service) {
    return source.startsWith(service) && source.startsWith(".", service.length());
  }

  /** Returns whether the event has this name. */
  public boolean isNamed(String eventName) {
    return name.equals(eventName);
  }

  /** Returns whether the event has this {@code eventType}, such as {@code AwsConsoleSignIn}. */
  public boolean hasType(String eventType) {
    return type.filter(it -> it.equalsIgnoreCase(eventType)).isPresent();
  }

  /**
   * Returns the service's short name, such as {@code iam}. Returns the source if it is not an AWS
   * service.
   */
  public String service() {
    int dot = source.indexOf('.');
    return (dot > 0 ? source.substring(0, dot) : source).toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the account of the event: that of the identity, the recipient, the session issuer or
   * the envelope, whichever is found first.
   */
  public Optional<AccountId> account() {
    return identity
        .accountId()
        .or(() -> recipientAccount)
        .or(() -> identity.sessionIssuer().flatMap(UserIdentity.SessionIssuer::accountId))
        .or(envelope::account);
  }
}
