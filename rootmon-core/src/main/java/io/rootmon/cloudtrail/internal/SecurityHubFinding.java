package io.rootmon.cloudtrail.internal;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventBridgeEnvelope;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.internal.cloudtrail.EventTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes an event of a GuardDuty finding that arrives through Security Hub: in the <a
 * href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html">AWS
 * Security Finding Format</a>, or in <a
 * href="https://docs.aws.amazon.com/securityhub/latest/userguide/security-hub-adv-ocsf-findings.html">OCSF</a>
 * from the new Security Hub. The event is the one of the finding itself.
 */
final class SecurityHubFinding {
  private static final String PRODUCT_FIELD = "aws/guardduty/service/";
  private static final String CALL = PRODUCT_FIELD + "action/awsApiCallAction/";
  private static final String KEY = "Details.AwsIamAccessKey.";
  private static final int MAX_RESOURCES = 100;
  private static final String ARCHIVED = GuardDutyEventMapper.ARCHIVED;
  private static final String SUPPRESSED = GuardDutyEventMapper.SUPPRESSED;
  private static final Set<String> CLOSED_STATES =
      Set.of(ARCHIVED, SUPPRESSED, "RESOLVED", "CLOSED", "DELETED");

  private SecurityHubFinding() {}

  /** Whether it is a finding in the AWS Security Finding Format. */
  static boolean is(JsonObject fields) {
    return fields.text("ProductArn").isPresent()
        && fields.has("Id")
        && (fields.has("AwsAccountId") || fields.has("SchemaVersion"));
  }

  /** Whether it is a finding in OCSF: its class is one of the category Findings. */
  static boolean isOcsf(JsonObject fields) {
    return fields.text("class_uid").filter(it -> it.matches("20[0-9]{2}(\\.0)?")).isPresent()
        && (fields.has("finding_info") || fields.has("finding"));
  }

  /** The event; empty where the finding is another product's. */
  static Optional<CloudTrailEvent> event(JsonObject finding, String raw)
      throws MalformedEventException {
    boolean isGuardDutys =
        finding.text("ProductArn").filter(it -> it.endsWith("/aws/guardduty")).isPresent()
            || finding.text("ProductName").filter("GuardDuty"::equalsIgnoreCase).isPresent();
    if (!isGuardDutys) {
      return Optional.empty();
    }
    Instant updated = CloudTrailEventMapper.time(finding, "UpdatedAt", raw);
    Optional<AccountId> account = finding.text("AwsAccountId").flatMap(AccountId::find);
    EventFields product = finding.under("ProductFields");
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, "api", product.text(CALL + "api"));
    put(parameters, "serviceName", product.text(CALL + "serviceName"));
    put(
        parameters,
        "severity",
        finding
            .text("Severity.Product")
            .or(() -> finding.text("Severity.Label").map(SecurityHubFinding::severity)));
    put(parameters, "count", product.text(PRODUCT_FIELD + "count"));
    if (finding.under("Sample").isTrue("")
        || product.isTrue(PRODUCT_FIELD + "additionalInfo/sample")) {
      parameters.put("sample", "true");
    }
    state(finding, product)
        .ifPresent(
            it ->
                GuardDutyEventMapper.putState(parameters, it, finding.text("CreatedAt"), updated));
    EventFields resources = finding.under("Resources");
    Optional<String> key = Optional.empty();
    for (int index = 0; index < MAX_RESOURCES && key.isEmpty(); index++) {
      String place = "[" + index + "].";
      key =
          resources
              .text(place + KEY + "AccessKeyId")
              .or(() -> resources.text(place + "Id").filter(it -> it.contains("::AccessKey:")))
              .map(it -> it.substring(it.lastIndexOf(':') + 1));
    }
    return Optional.of(
        GuardDutyEventMapper.event(
            new GuardDutyEventMapper.Content(
                CloudTrailEventMapper.required(finding, "Id", raw),
                updated,
                product
                    .text(PRODUCT_FIELD + "eventLastSeen")
                    .or(() -> finding.text("LastObservedAt"))
                    .or(() -> finding.text("FirstObservedAt"))
                    .flatMap(EventTime::parse)
                    .orElse(updated),
                type(finding, raw),
                account,
                finding.text("Region"),
                GuardDutyEventMapper.identity(
                    JsonSlices.namesRootAsActor(raw) ? "Root" : "", account, key, Optional.empty()),
                product
                    .text(CALL + "remoteIpDetails/ipAddressV4")
                    .or(() -> product.text(CALL + "remoteIpDetails/ipAddressV6"))
                    .or(() -> finding.text("Action.AwsApiCallAction.RemoteIpDetails.IpAddressV4")),
                parameters),
            EventBridgeEnvelope.NONE,
            raw));
  }

  /** The same of a finding in OCSF. */
  static Optional<CloudTrailEvent> ocsfEvent(JsonObject finding, String raw)
      throws MalformedEventException {
    String info = finding.has("finding_info") ? "finding_info." : "finding.";
    Optional<String> type = ocsfType(finding, info);
    boolean isGuardDutys =
        finding
                .text("metadata.product.name")
                .filter(it -> it.toLowerCase(Locale.ROOT).contains("guardduty"))
                .isPresent()
            || finding
                .text("metadata.product.uid")
                .filter(it -> it.endsWith("/aws/guardduty"))
                .isPresent()
            || finding.text(info + "uid").filter(it -> it.contains(":guardduty:")).isPresent();
    if (!isGuardDutys) {
      return Optional.empty();
    }
    Instant updated =
        finding
            .text(info + "modified_time_dt")
            .or(() -> finding.text(info + "modified_time"))
            .or(() -> finding.text("time_dt"))
            .or(() -> finding.text("time"))
            .flatMap(EventTime::parse)
            .orElseThrow(
                () ->
                    new MalformedEventException(
                        info + "modified_time_dt",
                        "expected the time of the finding's update but it is missing",
                        raw));
    Optional<AccountId> account = finding.text("cloud.account.uid").flatMap(AccountId::find);
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, "api", finding.text("evidences[0].api.operation"));
    put(parameters, "serviceName", finding.text("evidences[0].api.service.name"));
    put(parameters, "severity", finding.text("severity").map(SecurityHubFinding::severity));
    put(parameters, "count", finding.text("count"));
    boolean isSample =
        finding.under("unmapped").values().entrySet().stream()
            .anyMatch(
                it ->
                    it.getKey().toLowerCase(Locale.ROOT).endsWith("sample")
                        && it.getValue().equalsIgnoreCase("true"));
    if (isSample) {
      parameters.put("sample", "true");
    }
    Optional<String> created =
        finding.text(info + "created_time_dt").or(() -> finding.text(info + "created_time"));
    ocsfState(finding)
        .ifPresent(it -> GuardDutyEventMapper.putState(parameters, it, created, updated));
    return Optional.of(
        GuardDutyEventMapper.event(
            new GuardDutyEventMapper.Content(
                finding
                    .text(info + "uid")
                    .or(() -> finding.text("metadata.uid"))
                    .orElseThrow(
                        () ->
                            new MalformedEventException(
                                info + "uid", "expected the finding's ID but it is missing", raw)),
                updated,
                finding
                    .text(info + "last_seen_time_dt")
                    .or(() -> finding.text(info + "last_seen_time"))
                    .flatMap(EventTime::parse)
                    .orElse(updated),
                type.orElse("GuardDuty finding"),
                account,
                finding.text("cloud.region"),
                GuardDutyEventMapper.identity(
                    JsonSlices.namesRootAsActor(raw) ? "Root" : "",
                    account,
                    finding.text("evidences[0].actor.user.credential_uid"),
                    Optional.empty()),
                finding.text("evidences[0].src_endpoint.ip"),
                parameters),
            EventBridgeEnvelope.NONE,
            raw));
  }

  /**
   * Returns the state of a finding that is not open: <a
   * href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html">RecordState
   * and Workflow</a>. The status NOTIFIED leaves a finding open.
   */
  private static Optional<String> state(JsonObject finding, EventFields product) {
    boolean isArchived =
        finding.text("RecordState").filter(ARCHIVED::equalsIgnoreCase).isPresent()
            || product.isTrue(PRODUCT_FIELD + "archived");
    return isArchived
        ? Optional.of(ARCHIVED)
        : Stream.of("Workflow.Status", "WorkflowState")
            .flatMap(it -> finding.text(it).stream())
            .map(it -> it.toUpperCase(Locale.ROOT))
            .filter(CLOSED_STATES::contains)
            .findFirst();
  }

  /**
   * Returns the state of a finding that is not open. Security Hub regards a finding as <a
   * href="https://docs.aws.amazon.com/securityhub/latest/userguide/ocsf-findings.html">closed</a>
   * by its activity; the <a href="https://schema.ocsf.io/classes/detection_finding">status</a> can
   * close a finding as well.
   */
  private static Optional<String> ocsfState(JsonObject finding) {
    Optional<String> status =
        finding
            .text("status")
            .map(it -> it.toUpperCase(Locale.ROOT))
            .or(() -> finding.text("status_id").map(SecurityHubFinding::status))
            .filter(CLOSED_STATES::contains);
    boolean isClosed =
        finding.text("activity_name").filter("Close"::equalsIgnoreCase).isPresent()
            || finding.text("activity_id").filter(it -> it.matches("3(\\.0)?")).isPresent();
    return isClosed ? status.or(() -> Optional.of("CLOSED")) : status;
  }

  private static String status(String id) {
    return switch (id.replaceFirst("\\.0$", "")) {
      case "3" -> SUPPRESSED;
      case "4" -> "RESOLVED";
      case "5" -> ARCHIVED;
      case "6" -> "DELETED";
      default -> "";
    };
  }

  /** Security Hub writes {@code TTPs/Policy:IAMUser-RootCredentialUsage}. */
  private static String type(JsonObject finding, String raw) throws MalformedEventException {
    Optional<String> own = finding.text("GeneratorId").filter(GuardDutyEventMapper::isType);
    for (String type : finding.under("Types").values().values()) {
      String written = type.substring(type.indexOf('/') + 1);
      int colon = written.indexOf(':');
      int dash = written.indexOf('-', Math.max(colon, 0));
      if (colon > 0 && dash > 0) {
        return written.substring(0, dash) + "/" + written.substring(dash + 1);
      } else if (colon > 0) {
        own = own.or(() -> Optional.of(written));
      }
    }
    return own.orElseThrow(
        () ->
            new MalformedEventException(
                "Types",
                "expected the type of a GuardDuty finding, such as"
                    + " TTPs/Policy:IAMUser-RootCredentialUsage, but it is missing",
                raw));
  }

  private static Optional<String> ocsfType(JsonObject finding, String info) {
    for (String type : finding.under(info + "types").values().values()) {
      String written = type.startsWith("TTPs/") ? type.substring("TTPs/".length()) : type;
      if (GuardDutyEventMapper.isType(written)) {
        return Optional.of(written);
      }
      int colon = written.indexOf(':');
      int dash = written.indexOf('-', Math.max(colon, 0));
      if (colon > 0 && dash > 0) {
        return Optional.of(written.substring(0, dash) + "/" + written.substring(dash + 1));
      }
    }
    return finding
        .text("metadata.event_code")
        .or(() -> finding.text(info + "title"))
        .filter(it -> GuardDutyEventMapper.isType(it) || it.contains("RootCredentialUsage"));
  }

  private static void put(Map<String, String> values, String name, Optional<String> value) {
    value.ifPresent(it -> values.put(name, it));
  }

  /** The lowest number of GuardDuty's scale that has the label. */
  private static String severity(String label) {
    return switch (label.toUpperCase(Locale.ROOT)) {
      case "CRITICAL", "FATAL" -> "9";
      case "HIGH" -> "7";
      case "MEDIUM" -> "4";
      default -> "1";
    };
  }
}
