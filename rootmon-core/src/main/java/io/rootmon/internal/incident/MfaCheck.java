package io.rootmon.internal.incident;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.SignInLog;
import java.time.Instant;

/**
 * A passed MFA check of root that has no sign-in so far.
 *
 * @param due the time after which no sign-in can follow
 * @param event the record for the finding, truncated if it is long
 */
public record MfaCheck(String eventId, Instant time, Instant due, String event) {
  /** The maximum number per account. More of them have no additional meaning. */
  static final int MAX_SIZE = 5;

  /** The maximum length in characters; a usual record has 1,500. */
  private static final int MAX_EVENT_LENGTH = 6_000;

  private static final int MAX_TEXT_LENGTH = 400;

  static MfaCheck of(GroupingInput input) {
    CloudTrailEvent event = input.event();
    return new MfaCheck(
        event.id(),
        event.time(),
        input.now().plus(SignInLog.WINDOW),
        event.raw().length() <= MAX_EVENT_LENGTH ? event.raw() : shortened(event));
  }

  public boolean isDue(Instant now) {
    return !now.isBefore(due);
  }

  boolean isFinishedBy(Instant signIn) {
    return SignInLog.belongs(time, signIn);
  }

  private static String shortened(CloudTrailEvent event) {
    return IncidentCodec.object(
        json -> {
          json.writeStringField("eventTime", event.time().toString());
          json.writeStringField("eventSource", SafeText.line(event.source(), MAX_TEXT_LENGTH));
          json.writeStringField("eventName", event.name());
          json.writeStringField("eventID", event.id());
          IncidentCodec.optional(json, "awsRegion", event.region());
          IncidentCodec.optional(
              json, "sourceIPAddress", event.sourceAddress().map(MfaCheck::shortened));
          IncidentCodec.optional(json, "userAgent", event.userAgent().map(MfaCheck::shortened));
          IncidentCodec.optional(json, "recipientAccountId", event.account().map(AccountId::value));
          json.writeObjectFieldStart("userIdentity");
          json.writeStringField("type", "Root");
          IncidentCodec.optional(json, "accountId", event.account().map(AccountId::value));
          json.writeEndObject();
          json.writeObjectFieldStart("responseElements");
          json.writeStringField("CheckMfa", "Success");
          json.writeEndObject();
        });
  }

  private static String shortened(String text) {
    return SafeText.line(text, MAX_TEXT_LENGTH);
  }
}
