package io.rootmon.cloudtrail.internal;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventBridgeEnvelope;
import io.rootmon.cloudtrail.MalformedEventException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a {@link CloudTrailEvent} of a change of a region's opt-in status, which <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-account.html">Account
 * Management</a> sends directly, without a trail. The event is named after the API that leads to
 * the status: {@code EnableRegion} or {@code DisableRegion}.
 */
final class RegionStatusMapper {
  private static final String DETAIL_TYPE = "Region Opt-In Status Change";

  private RegionStatusMapper() {}

  static boolean isOne(JsonObject fields) {
    return fields.text("detail-type").filter(DETAIL_TYPE::equalsIgnoreCase).isPresent();
  }

  static CloudTrailEvent event(
      JsonObject fields, JsonObject detail, EventBridgeEnvelope envelope, String raw)
      throws MalformedEventException {
    String region = CloudTrailEventMapper.required(detail, "regionName", raw);
    String status = CloudTrailEventMapper.required(detail, "status", raw).toUpperCase(Locale.ROOT);
    Optional<AccountId> account =
        detail.text("accountId").flatMap(AccountId::find).or(envelope::account);
    Map<String, String> parameters = new LinkedHashMap<>();
    account.ifPresent(it -> parameters.put("accountId", it.value()));
    parameters.put("regionName", region);
    parameters.put("status", status);
    String who = account.map(AccountId::value).orElse("");
    return NoticeMapper.event(
        fields,
        String.join(" ", who, region, status, fields.text("time").orElse("")),
        status.startsWith("DISABL") ? "DisableRegion" : "EnableRegion",
        "account",
        CloudTrailEvent.REGION_STATUS,
        account,
        parameters,
        envelope,
        raw);
  }
}
