package io.rootmon.cloudtrail;

import io.rootmon.cloudtrail.Reading.SkipReason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells by its fields what a JSON object is: an event, a message around one, or another thing. */
final class RecordForms {
  /** What an object proved to be. */
  sealed interface Form {}

  record Event(CloudTrailEvent event) implements Form {}

  record Wrapped(String path, String text) implements Form {}

  record Own(Signal signal) implements Form {}

  record Other(SkipReason reason) implements Form {}

  /**
   * Where a message of some transport holds its payload, and the field that tells the transport.
   */
  private record Wrapper(String path, String toldBy) {}

  private static final List<Wrapper> WRAPPERS =
      List.of(
          new Wrapper("body", "body"), // SQS, as Lambda is given it
          new Wrapper("Body", "ReceiptHandle"), // SQS, as receive-message prints it
          new Wrapper("Sns.Message", "Sns"), // SNS, as Lambda is given it
          new Wrapper("Message", "TopicArn"), // SNS, as a subscriber is given it
          new Wrapper("CloudTrailEvent", "CloudTrailEvent"), // cloudtrail lookup-events
          new Wrapper("message", "timestamp")); // CloudWatch Logs

  private final FlatJson json;
  private final CloudTrailRecord record;
  private final Signals signals;

  RecordForms(FlatJson json) {
    this.json = json;
    this.record = new CloudTrailRecord(json);
    this.signals = new Signals(json);
  }

  Form read(String text) throws MalformedEventException {
    return form(json.read(text), text);
  }

  /** The object that a text holds; empty where it is not one alone, and has to be cut. */
  Optional<JsonObject> only(String text) {
    return json.only(text);
  }

  Form form(JsonObject fields, String raw) throws MalformedEventException {
    if (fields.has("eventName") || fields.has("eventTime") || fields.has("userIdentity")) {
      return isInsight(fields)
          ? new Other(SkipReason.INSIGHT)
          : new Event(record.event(fields, Envelope.NONE, raw));
    }
    if (isInsight(fields)) {
      return new Other(SkipReason.INSIGHT);
    }
    if (fields.has("detail-type") && fields.has("source")) {
      return enveloped(fields, raw);
    }
    if (GuardDutyFinding.is(fields)) {
      return new Event(GuardDutyFinding.event(fields, Envelope.NONE, raw));
    }
    if (fields.has("digestStartTime") && fields.has("digestS3Object")) {
      return new Other(SkipReason.DIGEST);
    }
    Optional<Signal> signal = signals.message(fields, raw);
    if (signal.isPresent()) {
      return new Own(signal.get());
    }
    for (Wrapper wrapper : WRAPPERS) {
      if (fields.has(wrapper.toldBy()) && fields.has(wrapper.path())) {
        return unwrapped(fields, wrapper, raw);
      }
    }
    throw new MalformedEventException(
        "",
        "expected a CloudTrail record, an EventBridge event, a GuardDuty finding or a message"
            + " around one but was an object with "
            + names(fields),
        raw);
  }

  private Form enveloped(JsonObject fields, String raw) throws MalformedEventException {
    JsonObject detail =
        fields.detail().orElseGet(() -> JsonObject.of(json.unfolded(fields.under("detail"))));
    Envelope envelope = Envelope.of(fields);
    try {
      if (GuardDutyFinding.is(detail)) {
        return new Event(GuardDutyFinding.event(detail, envelope, raw));
      }
      if (isInsight(detail)) {
        return new Other(SkipReason.INSIGHT);
      }
      if (detail.has("eventName") || envelope.isFromCloudTrail()) {
        return new Event(record.event(detail, envelope, raw));
      }
    } catch (MalformedEventException e) {
      throw new MalformedEventException("detail." + e.where(), e.problem(), raw);
    }
    return signals
        .event(fields, envelope, detail, raw)
        .<Form>map(Own::new)
        .orElseGet(() -> new Other(SkipReason.OTHER_EVENT));
  }

  private Form unwrapped(JsonObject fields, Wrapper wrapper, String raw)
      throws MalformedEventException {
    Fields payload = fields.under(wrapper.path());
    String text = payload.values().get("");
    if (text == null) {
      // The payload's JSON stands there as it is, not in a text.
      return form(JsonObject.of(payload), raw);
    }
    if (text.isBlank()) {
      throw new MalformedEventException(wrapper.path(), "expected a message but it is empty", raw);
    }
    return new Wrapped(wrapper.path(), text);
  }

  /** An Insights event has no identity: a record with one is an act, whatever it says it is. */
  private static boolean isInsight(JsonObject fields) {
    return !fields.has("userIdentity") && saysInsight(fields);
  }

  private static boolean saysInsight(JsonObject fields) {
    return fields.text("eventType").filter("AwsCloudTrailInsight"::equals).isPresent()
        || fields.text("eventCategory").filter("Insight"::equals).isPresent();
  }

  private static String names(JsonObject fields) {
    if (fields.isEmpty()) {
      return "no fields";
    }
    Set<String> names = new LinkedHashSet<>();
    for (String name : fields.names()) {
      names.add(MalformedEventException.quote(name));
      if (names.size() == 8) {
        names.add("…");
        break;
      }
    }
    return "the fields " + String.join(", ", names);
  }
}
