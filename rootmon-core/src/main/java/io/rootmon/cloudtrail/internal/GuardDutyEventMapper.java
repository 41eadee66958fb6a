package io.rootmon.cloudtrail.internal;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventBridgeEnvelope;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.UserIdentity;
import io.rootmon.internal.cloudtrail.EventTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes a {@link CloudTrailEvent} of a <a
 * href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html">GuardDuty
 * finding</a>: the finding's type is the event's name, and the call that it reports is in the
 * request parameters. The names of its fields begin in lower case on EventBridge, and in upper case
 * in the output of {@code aws guardduty get-findings}.
 *
 * <p>GuardDuty updates a finding under the same ID. The event's ID is therefore the finding's ID
 * with the time of the update: a copy of an update is the same event, a later update another one.
 */
final class GuardDutyEventMapper {
  private static final String CALL = "service.action.awsApiCallAction";
  private static final Pattern TYPE = Pattern.compile("[A-Za-z]+:[A-Za-z0-9]+/[^\\s]{1,200}");

  /** GuardDuty or Security Hub archived the finding. */
  static final String ARCHIVED = "ARCHIVED";

  /** A user or a rule of Security Hub suppressed the finding. */
  static final String SUPPRESSED = "SUPPRESSED";

  /** The part of a finding's ARN in front of its ID. */
  private static final String IN_ARN = "/finding/";

  /** The values of the event, from every form of the finding. */
  record Content(
      String id,
      Instant updated,
      Instant time,
      String type,
      Optional<AccountId> account,
      Optional<String> region,
      UserIdentity identity,
      Optional<String> address,
      Map<String, String> parameters) {}

  private GuardDutyEventMapper() {}

  static boolean is(JsonObject fields) {
    return isWith(fields, "type", "service.serviceName", "arn")
        || isWith(fields, "Type", "Service.ServiceName", "Arn");
  }

  private static boolean isWith(JsonObject fields, String type, String service, String arn) {
    boolean isOfGuardDuty =
        fields.text(service).filter("guardduty"::equalsIgnoreCase).isPresent()
            || fields.text(arn).filter(it -> it.contains(":guardduty:")).isPresent();
    return isOfGuardDuty && fields.text(type).isPresent();
  }

  static CloudTrailEvent event(JsonObject written, EventBridgeEnvelope envelope, String raw)
      throws MalformedEventException {
    JsonObject finding = written.has("Type") ? withLowerCaseNames(written) : written;
    String lastSeen =
        finding.text("service.eventLastSeen").isPresent() ? "service.eventLastSeen" : "updatedAt";
    Instant time = CloudTrailEventMapper.time(finding, lastSeen, raw);
    Instant updated =
        finding.text("updatedAt").isPresent()
            ? CloudTrailEventMapper.time(finding, "updatedAt", raw)
            : time;
    String type = CloudTrailEventMapper.required(finding, "type", raw);
    Optional<AccountId> account =
        finding.text("accountId").flatMap(AccountId::find).or(envelope::account);
    Map<String, String> parameters = new LinkedHashMap<>();
    finding.text(CALL + ".api").ifPresent(it -> parameters.put("api", it));
    finding.text(CALL + ".serviceName").ifPresent(it -> parameters.put("serviceName", it));
    finding.text(CALL + ".errorCode").ifPresent(it -> parameters.put("errorCode", it));
    finding.text("severity").ifPresent(it -> parameters.put("severity", it));
    finding.text("service.count").ifPresent(it -> parameters.put("count", it));
    if (isSample(finding)) {
      parameters.put("sample", "true");
    }
    if (finding.text("service.archived").filter("true"::equalsIgnoreCase).isPresent()) {
      putState(parameters, ARCHIVED, finding.text("createdAt"), updated);
    }
    return event(
        new Content(
            CloudTrailEventMapper.required(finding, "id", raw),
            updated,
            time,
            type,
            account,
            finding.text("region").or(envelope::region),
            identity(finding, type, account, raw),
            finding
                .text(CALL + ".remoteIpDetails.ipAddressV4")
                .or(() -> finding.text(CALL + ".remoteIpDetails.ipAddressV6")),
            parameters),
        envelope,
        raw);
  }

  /**
   * Adds the state of a finding that is not open. GuardDuty counts one occurrence in a new finding
   * and sets the same time of creation and update: such a finding was not closed by a person, but
   * by a filter.
   */
  static void putState(
      Map<String, String> parameters, String state, Optional<String> created, Instant updated) {
    parameters.put(CloudTrailEvent.FINDING_STATE, state);
    boolean isNew = created.flatMap(EventTime::parse).filter(updated::equals).isPresent();
    boolean isByFilter = state.equals(ARCHIVED) || state.equals(SUPPRESSED);
    if (isNew && isByFilter && "1".equals(parameters.get("count"))) {
      parameters.put(CloudTrailEvent.CLOSED_BY_FILTER, "true");
    }
  }

  /** The event of a finding in any form. */
  static CloudTrailEvent event(Content content, EventBridgeEnvelope envelope, String raw) {
    int inArn = content.id().indexOf(IN_ARN);
    String id = inArn < 0 ? content.id() : content.id().substring(inArn + IN_ARN.length());
    return new CloudTrailEvent(
        id + "@" + content.updated(),
        content.time(),
        content.type(),
        "guardduty.amazonaws.com",
        Optional.of(CloudTrailEvent.GUARDDUTY_FINDING),
        content.region(),
        content.identity(),
        content.account(),
        content.address(),
        Optional.empty(),
        // The call's error is the call's: the finding itself did not fail.
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new EventFields(content.parameters()),
        EventFields.NONE,
        EventFields.NONE,
        Optional.empty(),
        Optional.empty(),
        envelope,
        raw);
  }

  /** The identity that a finding names as the actor. */
  static UserIdentity identity(
      String type, Optional<AccountId> account, Optional<String> key, Optional<String> name) {
    return new UserIdentity(
        type,
        Optional.empty(),
        account,
        key.filter(it -> !it.isBlank()),
        name,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** An attack sequence names its actors in a list, other findings name the owner of the key. */
  private static UserIdentity identity(
      JsonObject finding, String type, Optional<AccountId> account, String raw) {
    String own = "resource.accessKeyDetails.";
    boolean isSequence = type.startsWith("AttackSequence");
    String userType =
        isSequence && JsonSlices.namesRootAsActor(raw)
            ? "Root"
            : finding.text(own + "userType").orElse("");
    return new UserIdentity(
        userType,
        Optional.empty(),
        account,
        finding.text(own + "accessKeyId"),
        finding.text(own + "userName"),
        finding.text(own + "principalId"),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** GuardDuty marks the findings that "Generate sample findings" makes. */
  private static boolean isSample(JsonObject finding) {
    EventFields info = finding.under("service.additionalInfo");
    return info.isTrue("sample")
        || info.text("value")
            .map(it -> it.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
            .filter(it -> it.contains("\"sample\":true") || it.contains("\"sample\":\"true\""))
            .isPresent();
  }

  private static JsonObject withLowerCaseNames(JsonObject written) {
    Map<String, String> values = new EventFields.Collected();
    written.flat().values().forEach((path, value) -> values.putIfAbsent(lowerCase(path), value));
    return JsonObject.of(new EventFields(values));
  }

  /** The path with each of its names beginning in lower case. */
  private static String lowerCase(String path) {
    StringBuilder lower = new StringBuilder(path.length());
    boolean begins = true;
    for (int index = 0; index < path.length(); index++) {
      char next = path.charAt(index);
      lower.append(begins ? Character.toLowerCase(next) : next);
      begins = next == '.';
    }
    return lower.toString();
  }

  /**
   * Whether a string is the type of a finding, such as {@code Policy:IAMUser/RootCredentialUsage}.
   */
  static boolean isType(String text) {
    return TYPE.matcher(text).matches();
  }
}
