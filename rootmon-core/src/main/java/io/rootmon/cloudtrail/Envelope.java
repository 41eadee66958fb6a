package io.rootmon.cloudtrail;

import io.rootmon.account.AccountId;
import java.util.Optional;

/** What EventBridge wrote around a record: empty where the record came without. */
public record Envelope(
    Optional<String> detailType,
    Optional<AccountId> account,
    Optional<String> region,
    Optional<String> replayName) {
  public static final Envelope NONE =
      new Envelope(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static Envelope of(JsonObject fields) {
    return new Envelope(
        fields.text("detail-type"),
        fields.text("account").flatMap(AccountId::find),
        fields.text("region"),
        fields.text("replay-name"));
  }

  boolean isFromCloudTrail() {
    return detailType.filter(it -> it.contains("CloudTrail")).isPresent();
  }
}
