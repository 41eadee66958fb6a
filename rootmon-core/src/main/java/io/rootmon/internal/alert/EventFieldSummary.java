package io.rootmon.internal.alert;

import io.rootmon.alert.Fact;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.UserIdentity;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.internal.text.SecretRedactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Selects the fields of an event that help an investigation, under CloudTrail's own names. */
public final class EventFieldSummary {
  private static final int MAX_PER_SECTION = 12;
  private static final int MAX_NAME_LENGTH = 80;
  private static final int MAX_VALUE_LENGTH = 200;

  private final List<Fact> facts = new ArrayList<>();

  private EventFieldSummary() {}

  static List<Fact> of(CloudTrailEvent event) {
    EventFieldSummary fields = new EventFieldSummary();
    fields.add(
        "eventID",
        Optional.of(CloudTrailEvent.recordedId(event.id())).filter(it -> event.hasOwnId()));
    fields.add("eventTime", Optional.of(event.time().toString()));
    fields.add("eventName", Optional.of(event.name()));
    fields.add("eventSource", Optional.of(event.source()));
    fields.add("eventType", event.type());
    fields.add("awsRegion", event.region());
    fields.add("recipientAccountId", event.recipientAccount().map(it -> it.value()));
    fields.addIdentity(event.identity());
    fields.add("sourceIPAddress", event.sourceAddress());
    fields.add("userAgent", event.userAgent());
    fields.add("errorCode", event.errorCode());
    fields.add("errorMessage", event.errorMessage());
    fields.addAll("requestParameters", event.requestParameters());
    fields.addAll("responseElements", event.responseElements());
    fields.addAll("additionalEventData", event.additionalData());
    return fields.facts;
  }

  /**
   * Returns the text without the values of the secrets that CloudTrail records, such as session
   * tokens.
   */
  public static String hideSecrets(String text) {
    return SecretRedactor.redact(text);
  }

  private void addIdentity(UserIdentity identity) {
    add("userIdentity.type", Optional.of(identity.type()));
    add("userIdentity.arn", identity.arn());
    add("userIdentity.userName", identity.userName());
    add("userIdentity.accessKeyId", identity.accessKeyId());
    add("userIdentity.invokedBy", identity.invokedBy());
  }

  private void addAll(String part, EventFields fields) {
    SecretFields secrets = SecretFields.of(fields);
    int count = 0;
    for (var field : fields.values().entrySet()) {
      if (count == MAX_PER_SECTION) {
        int more = fields.values().size() - count;
        facts.add(
            new Fact(part, "… and " + CountText.number(more) + " more, see the event itself"));
        return;
      }
      String name = field.getKey().isEmpty() ? part : part + "." + field.getKey();
      add(name, Optional.of(secrets.shown(field.getKey(), field.getValue())));
      count++;
    }
  }

  private void add(String name, Optional<String> value) {
    value
        .map(it -> SafeText.line(SecretRedactor.redact(it), MAX_VALUE_LENGTH))
        .filter(it -> !it.isEmpty())
        .ifPresent(
            it ->
                facts.add(
                    new Fact(SafeText.line(SecretRedactor.redact(name), MAX_NAME_LENGTH), it)));
  }
}
