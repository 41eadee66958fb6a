package io.rootmon.cloudtrail;

import io.rootmon.account.AccountId;
import java.util.Optional;

/**
 * The fields that EventBridge adds around a record. They are empty if the record was delivered
 * without EventBridge.
 */
public record EventBridgeEnvelope(
    Optional<String> detailType,
    Optional<AccountId> account,
    Optional<String> region,
    Optional<String> replayName) {
  /** The envelope of an event that did not arrive from EventBridge. */
  public static final EventBridgeEnvelope NONE =
      new EventBridgeEnvelope(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Returns whether the envelope contains a CloudTrail event. */
  public boolean isFromCloudTrail() {
    return detailType.filter(it -> it.contains("CloudTrail")).isPresent();
  }
}
