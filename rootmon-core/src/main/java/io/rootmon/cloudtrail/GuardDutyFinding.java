package io.rootmon.cloudtrail;

import io.rootmon.account.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a {@link CloudTrailEvent} of a <a
 * href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html">GuardDuty
 * finding</a>: the finding's type is the event's name, and the call that it reports stands in the
 * request parameters.
 */
final class GuardDutyFinding {
  private static final String CALL = "service.action.awsApiCallAction";

  private GuardDutyFinding() {}

  static boolean is(JsonObject fields) {
    return fields.text("type").isPresent()
        && fields.text("service.serviceName").filter("guardduty"::equalsIgnoreCase).isPresent();
  }

  static CloudTrailEvent event(JsonObject finding, Envelope envelope, String raw)
      throws MalformedEventException {
    String time =
        finding.text("service.eventLastSeen").isPresent() ? "service.eventLastSeen" : "updatedAt";
    Optional<AccountId> account = finding.text("accountId").flatMap(AccountId::find);
    Map<String, String> parameters = new LinkedHashMap<>();
    finding.text(CALL + ".api").ifPresent(it -> parameters.put("api", it));
    finding.text(CALL + ".serviceName").ifPresent(it -> parameters.put("serviceName", it));
    finding.text(CALL + ".errorCode").ifPresent(it -> parameters.put("errorCode", it));
    finding.text("severity").ifPresent(it -> parameters.put("severity", it));
    finding.text("service.count").ifPresent(it -> parameters.put("count", it));
    return new CloudTrailEvent(
        CloudTrailRecord.required(finding, "id", raw),
        CloudTrailRecord.time(finding, time, raw),
        CloudTrailRecord.required(finding, "type", raw),
        "guardduty.amazonaws.com",
        Optional.of(CloudTrailEvent.GUARDDUTY_FINDING),
        finding.text("region").or(envelope::region),
        new UserIdentity(
            finding.text("resource.accessKeyDetails.userType").orElse(""),
            Optional.empty(),
            account,
            finding.text("resource.accessKeyDetails.accessKeyId"),
            finding.text("resource.accessKeyDetails.userName"),
            finding.text("resource.accessKeyDetails.principalId"),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty()),
        account,
        finding
            .text(CALL + ".remoteIpDetails.ipAddressV4")
            .or(() -> finding.text(CALL + ".remoteIpDetails.ipAddressV6")),
        Optional.empty(),
        // The call's error is the call's: the finding itself did not fail.
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Fields(parameters),
        Fields.NONE,
        Fields.NONE,
        Optional.empty(),
        Optional.empty(),
        envelope,
        raw);
  }
}
