package io.rootmon.cloudtrail.internal;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventBridgeEnvelope;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ObjectReader.S3Object;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells by its fields what a JSON object is: an event, a message around one, or another thing. */
public final class RecordClassifier {
  /** The class of an object. */
  public sealed interface Form {}

  public record Event(CloudTrailEvent event) implements Form {}

  /** A message around another, whose body is a string or JSON. */
  public record WrappedMessage(String path, String text) implements Form {}

  /** A message for rootmon itself; the reason data of an alarm in its detail is unfolded. */
  public record ControlRecord(EventFields fields, EventFields detail, EventBridgeEnvelope envelope)
      implements Form {}

  public record IgnoredRecord(SkipReason reason) implements Form {}

  /** A message that names objects in S3. */
  public record Pointed(List<S3Object> objects) implements Form {}

  /** The place of the payload in the messages of a transport, and the field that identifies it. */
  private record Wrapper(String path, String markedBy) {
    Wrapper(String path) {
      this(path, path);
    }
  }

  /**
   * The categories of events of <a
   * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store.html">CloudTrail
   * Lake</a> that are not calls of AWS.
   */
  private static final Set<String> OF_LAKE =
      Set.of("ActivityAuditLog", "ConfigurationItem", "Evidence");

  private static final List<Wrapper> WRAPPERS =
      List.of(
          new Wrapper("body"), // SQS, as Lambda receives it
          new Wrapper("Body", "ReceiptHandle"), // SQS, as receive-message prints it
          new Wrapper("Body", "MD5OfBody"),
          new Wrapper("Sns.Message", "Sns"), // SNS, as Lambda receives it
          new Wrapper("Message", "TopicArn"), // SNS, as a subscriber receives it
          new Wrapper("raw_data", "class_uid"), // OCSF with the original record
          // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
          new Wrapper("requestPayload"), // a Lambda function's destination
          // https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html
          new Wrapper("awslogs.data", "awslogs"), // CloudWatch Logs, as Lambda receives it
          new Wrapper("kinesis.data", "kinesis"), // Kinesis, as Lambda receives it
          new Wrapper("data", "kinesisSchemaVersion"), // Kinesis, as a pipe sends it
          new Wrapper("data", "recordId"), // Firehose
          new Wrapper("Data", "SequenceNumber"), // kinesis get-records
          new Wrapper("message", "timestamp"), // CloudWatch Logs
          new Wrapper("Detail", "DetailType")); // an entry of events put-events

  /** Names under which other tools hold an event; each is tried if nothing else fits. */
  private static final List<String> BODIES =
      List.of(
          "detail",
          "event",
          "record",
          "payload",
          "message",
          "Message",
          "data",
          "body",
          "Body",
          "original",
          "default",
          "responsePayload",
          "input",
          "output",
          "_source",
          "_raw",
          "result",
          "log", // Docker and Fluent Bit
          "attributes", // Datadog
          "rawData", // Firehose, for records that it did not deliver
          "Payload", // Step Functions
          "Items",
          "value",
          "messages",
          "aws"); // Wazuh

  private static final String FIX =
      ". Give rootmon the event as CloudTrail, EventBridge or GuardDuty wrote it.";

  private final RecordParser json;
  private final CloudTrailEventMapper record;

  public RecordClassifier(RecordParser json) {
    this.json = json;
    this.record = new CloudTrailEventMapper(json);
  }

  public Form read(String text) throws MalformedEventException {
    return form(json.read(text), text);
  }

  /** Returns the object in a string; empty if the text is not a single object and must be split. */
  public Optional<JsonObject> only(String text) {
    return json.only(text);
  }

  public Form form(JsonObject fields, String raw) throws MalformedEventException {
    if (fields.has("kinesis.data") && !fields.has("userIdentity")) {
      // Its record has an event's name and ID of its own, those of the stream.
      return unwrapped(fields, "kinesis.data", raw);
    } else if (fields.has("kinesisSchemaVersion")
        && fields.has("data")
        && !fields.has("userIdentity")) {
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html
      return unwrapped(fields, "data", raw);
    }
    Optional<String> column = isWhole(fields) ? Optional.empty() : RecordColumns.in(fields);
    if (column.isPresent()) {
      return unwrapped(fields, column.get(), raw);
    } else if (fields.has("eventName") || fields.has("eventTime") || fields.has("userIdentity")) {
      return recorded(fields, raw);
    } else if (fields.has("detail-type") && fields.has("source")) {
      return enveloped(fields, raw);
    } else if (GuardDutyEventMapper.is(fields)) {
      return new Event(GuardDutyEventMapper.event(fields, EventBridgeEnvelope.NONE, raw));
    } else if ((fields.has("digestStartTime") && fields.has("digestS3Object"))
        || (fields.has("queryCompleteTime") && fields.has("hashSignature"))) {
      // The latter signs the results of CloudTrail Lake:
      // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-results-file-validation-intro.html
      return new IgnoredRecord(SkipReason.DIGEST);
    }
    if (fields.text("rootmon").filter(ReadResult.ControlRecord.TYPES::contains).isPresent()) {
      return new ControlRecord(fields.flat(), EventFields.NONE, EventBridgeEnvelope.NONE);
    }
    Optional<Form> form = ofOtherService(fields, raw);
    if (form.isPresent()) {
      return form.get();
    }
    for (Wrapper wrapper : WRAPPERS) {
      if (fields.has(wrapper.markedBy()) && fields.has(wrapper.path())) {
        return unwrapped(fields, wrapper.path(), raw);
      }
    }
    return ofOtherSpelling(fields, raw);
  }

  /** Whether a row with the text of a record has the fields of that record as well. */
  private static boolean isWhole(JsonObject fields) {
    return fields.has("eventName") && fields.has("eventTime") && fields.has("userIdentity");
  }

  private Form recorded(JsonObject fields, String raw) throws MalformedEventException {
    if (ObjectPointers.isNotification(fields)) {
      return ObjectPointers.ofNotification(fields, raw);
    }
    Optional<SkipReason> summary = summary(fields);
    return summary.isPresent()
        ? new IgnoredRecord(summary.get())
        : new Event(record.event(fields, EventBridgeEnvelope.NONE, raw));
  }

  /** The files of CloudTrail that describe many calls. */
  private static Optional<SkipReason> summary(JsonObject fields) {
    if (isInsight(fields)) {
      return Optional.of(SkipReason.INSIGHT);
    } else if (fields.text("eventCategory").filter(OF_LAKE::contains).isPresent()
        && fields.text("eventName").isEmpty()) {
      return Optional.of(SkipReason.OTHER_EVENT);
    }
    return isAggregated(fields) ? Optional.of(SkipReason.AGGREGATED) : Optional.empty();
  }

  /** Messages of services other than CloudTrail and EventBridge. */
  private Optional<Form> ofOtherService(JsonObject fields, String raw)
      throws MalformedEventException {
    Optional<SkipReason> summary = summary(fields);
    if (summary.isPresent()) {
      return Optional.of(new IgnoredRecord(summary.get()));
    } else if (ObjectPointers.isTestEvent(fields)) {
      return Optional.of(new IgnoredRecord(SkipReason.S3_TEST));
    } else if (isConfirmation(fields)) {
      return Optional.of(new IgnoredRecord(SkipReason.SNS_CONFIRMATION));
    } else if (AlarmNotice.is(fields)) {
      return Optional.of(orSkipped(AlarmNotice.event(fields, raw), SkipReason.ALARM));
    } else if (SecurityHubFinding.is(fields)) {
      return Optional.of(
          orSkipped(SecurityHubFinding.event(fields, raw), SkipReason.OTHER_FINDING));
    } else if (SecurityHubFinding.isOcsf(fields)) {
      return Optional.of(
          orSkipped(SecurityHubFinding.ocsfEvent(fields, raw), SkipReason.OTHER_FINDING));
    } else if (OcsfRecord.is(fields) && !fields.has("raw_data")) {
      return Optional.of(ocsf(fields, raw));
    }
    return ObjectPointers.ofTrail(fields, raw);
  }

  private static Form orSkipped(Optional<CloudTrailEvent> event, SkipReason reason) {
    return event.<Form>map(Event::new).orElseGet(() -> new IgnoredRecord(reason));
  }

  private Form ocsf(JsonObject fields, String raw) throws MalformedEventException {
    if (!OcsfRecord.isOfCloudTrail(fields)) {
      if (OcsfRecord.namesRoot(fields)) {
        throw new MalformedEventException(
            "metadata.product.name",
            "expected CloudTrail, because the record is about the root user, but was "
                + MalformedEventException.quote(
                    fields.text("metadata.product.name").orElse("missing"))
                + FIX,
            raw);
      }
      return new IgnoredRecord(SkipReason.OTHER_OCSF);
    }
    try {
      return new Event(
          record.event(OcsfRecord.toCloudTrail(fields), EventBridgeEnvelope.NONE, raw));
    } catch (MalformedEventException e) {
      throw new MalformedEventException(
          "OCSF record of CloudTrail: " + e.location(), e.problem(), raw);
    }
  }

  /** SNS asks to confirm a subscription, or its end. The address in it is never followed. */
  private static boolean isConfirmation(JsonObject fields) {
    return (fields.has("SubscribeURL") || fields.has("Token"))
        && fields.text("Type").filter(it -> it.endsWith("Confirmation")).isPresent();
  }

  private Form enveloped(JsonObject fields, String raw) throws MalformedEventException {
    JsonObject detail =
        fields.detail().orElseGet(() -> JsonObject.of(json.unfolded(fields.under("detail"))));
    EventBridgeEnvelope envelope =
        new EventBridgeEnvelope(
            fields.text("detail-type"),
            fields.text("account").flatMap(AccountId::find),
            fields.text("region"),
            fields.text("replay-name"));
    try {
      if (GuardDutyEventMapper.is(detail)) {
        return new Event(GuardDutyEventMapper.event(detail, envelope, raw));
      }
      Optional<CloudTrailEvent> notice = NoticeMapper.event(fields, detail, envelope, raw);
      if (notice.isPresent()) {
        return new Event(notice.get());
      }
      Optional<SkipReason> summary = summary(detail);
      if (summary.isPresent()) {
        return new IgnoredRecord(summary.get());
      }
      if (isRecord(detail) || envelope.isFromCloudTrail()) {
        return new Event(record.event(detail, envelope, raw));
      }
    } catch (MalformedEventException e) {
      throw new MalformedEventException("detail." + e.location(), e.problem(), raw);
    }
    if (isHeartbeat(fields) || isSpokeAlarm(fields, detail)) {
      return new ControlRecord(fields.flat(), withReasonData(detail), envelope);
    }
    Optional<CloudTrailEvent> alarm = AlarmNotice.event(fields, detail, envelope, raw);
    if (alarm.isPresent()) {
      return new Event(alarm.get());
    }
    Optional<Form> pointed = ObjectPointers.ofEvent(fields, detail, raw);
    if (pointed.isPresent()) {
      return pointed.get();
    }
    Optional<String> findings = JsonSlices.find(raw, "detail", "findings");
    if (findings.isPresent()) {
      return new WrappedMessage("detail.findings", findings.get());
    }
    return nested(fields, raw).orElseGet(() -> new IgnoredRecord(SkipReason.OTHER_EVENT));
  }

  /**
   * Whether it is a <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html">scheduled
   * event</a> of the heartbeat's rule.
   */
  private static boolean isHeartbeat(JsonObject fields) {
    return fields.text("source").filter("aws.events"::equals).isPresent()
        && fields.under("resources").values().values().stream()
            .anyMatch(it -> it.endsWith(":rule/" + ReadResult.ControlRecord.HEARTBEAT_RULE));
  }

  /**
   * Whether it is a <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">state
   * change</a> of a spoke's alarm.
   */
  private static boolean isSpokeAlarm(JsonObject fields, JsonObject detail) {
    String state = detail.text("state.value").orElse("");
    return fields.text("source").filter("aws.cloudwatch"::equals).isPresent()
        && detail
            .text("alarmName")
            .filter(ReadResult.ControlRecord.SPOKE_DEAD_LETTERS::equals)
            .isPresent()
        && (state.equals("ALARM") || state.equals("OK"));
  }

  /** CloudWatch writes the reason data as JSON into a string. */
  private EventFields withReasonData(JsonObject detail) {
    String path = "state.reasonData";
    Map<String, String> values = new EventFields.Collected();
    values.putAll(detail.flat().values());
    json.unfolded(detail.under(path))
        .values()
        .forEach((name, value) -> values.put(name.isEmpty() ? path : path + "." + name, value));
    return new EventFields(values);
  }

  /**
   * Returns the event in an event, which a function, a state machine or a forwarder sent; empty if
   * there is none.
   */
  private static Optional<Form> nested(JsonObject fields, String raw)
      throws MalformedEventException {
    requireNoFindings(fields, raw);
    String source = fields.text("source").orElse("");
    if (source.startsWith("aws.") && !source.equals("aws.states")) {
      return Optional.empty();
    }
    List<String> payloads = new ArrayList<>();
    for (String name : List.of("requestPayload", "responsePayload")) {
      JsonSlices.find(raw, "detail", name)
          .filter(RecordMarks::mayHoldRecord)
          .ifPresent(payloads::add);
    }
    if (!payloads.isEmpty()) {
      return Optional.of(
          new WrappedMessage(
              "detail",
              payloads.size() == 1 ? payloads.get(0) : "[" + String.join(",", payloads) + "]"));
    }
    String slice = JsonSlices.find(raw, "detail").orElse("");
    String detail = JsonSlices.text(slice).orElse(slice);
    if (RecordMarks.mayHoldRecord(detail)) {
      return Optional.of(new WrappedMessage("detail", detail));
    }
    return JsonSlices.find(raw, "detail", "requestPayload")
        .map(it -> new WrappedMessage("detail.requestPayload", it));
  }

  /** A finding that is not understood may be one of root's. */
  private static void requireNoFindings(JsonObject fields, String raw)
      throws MalformedEventException {
    String source = fields.text("source").orElse("");
    String type = fields.text("detail-type").orElse("");
    boolean holdsFindings =
        (source.equals("aws.guardduty") && type.equals("GuardDuty Finding"))
            || (source.equals("aws.securityhub") && type.contains("Findings"));
    if (holdsFindings) {
      throw new MalformedEventException(
          "detail",
          "expected a finding of GuardDuty or findings of Security Hub, as AWS writes them, but"
              + " found neither"
              + FIX,
          raw);
    }
  }

  private static boolean isRecord(JsonObject fields) {
    return fields.has("eventName")
        || fields.has("userIdentity")
        || (fields.has("eventTime") && fields.has("eventSource"));
  }

  private Form unwrapped(JsonObject fields, String path, String raw)
      throws MalformedEventException {
    EventFields payload = fields.under(path);
    String text = payload.values().get("");
    if (text == null) {
      // The payload is JSON itself, not a string.
      text = JsonSlices.find(raw, path.split("\\.")).orElse("");
    }
    if (text.isBlank()) {
      throw new MalformedEventException(path, "the message is empty", raw);
    }
    return new WrappedMessage(path, text);
  }

  /** A record whose fields are spelled as an export spells them, or in a tool's own message. */
  private Form ofOtherSpelling(JsonObject fields, String raw) throws MalformedEventException {
    JsonObject canonical = KeyVariants.OF_RECORD.canonical(fields);
    if (isRecord(canonical) || canonical.has("eventTime")) {
      return recorded(canonical, raw);
    }
    Optional<String> hits =
        fields.has("hits") ? JsonSlices.find(raw, "hits", "hits") : Optional.empty();
    if (hits.filter(RecordClassifier::isBody).isPresent()) {
      return new WrappedMessage("hits.hits", hits.get());
    }
    Optional<Form> body = body(fields, raw).or(() -> listed(raw));
    if (body.isPresent()) {
      return body.get();
    }
    throw new MalformedEventException(
        "",
        "expected a CloudTrail record, an EventBridge event, a GuardDuty finding or a message"
            + " around one but found an object with "
            + names(fields)
            + FIX,
        raw);
  }

  /** Returns the first body; one that may contain an event counts before the others. */
  private static Optional<Form> body(JsonObject fields, String raw) {
    Optional<Form> first = Optional.empty();
    for (String name : BODIES) {
      boolean isEnveloped = name.equals("detail") && fields.detail().isPresent();
      if (isEnveloped || fields.has(name)) {
        String text = fields.under(name).values().get("");
        String body = text == null ? JsonSlices.find(raw, name).orElse("") : text;
        if (isBody(BodyDecoder.strip(body))) {
          WrappedMessage message = new WrappedMessage(name, body);
          if (RecordMarks.mayHoldRecord(body)) {
            return Optional.of(message);
          }
          first = first.isPresent() ? first : Optional.of(message);
        }
      }
    }
    return first;
  }

  /**
   * Returns the lists of records in an object that is not at the top. PowerShell writes a list of
   * one element as the element.
   */
  private static Optional<Form> listed(String raw) {
    List<String> objects = new ArrayList<>();
    for (String name : JsonSlices.names(raw)) {
      String value = RecordSplitter.isList(name) ? JsonSlices.find(raw, name).orElse("") : "";
      if (value.startsWith("[")) {
        // The splitter separates the records of every list in the object.
        return Optional.of(new WrappedMessage("", raw));
      } else if (value.startsWith("{")) {
        objects.add(value);
      }
    }
    return objects.isEmpty()
        ? Optional.empty()
        : Optional.of(new WrappedMessage("", "[" + String.join(",", objects) + "]"));
  }

  private static boolean isBody(String text) {
    return text.startsWith("{")
        || text.startsWith("[")
        || BodyDecoder.isSetUpText(text)
        || BodyDecoder.base64(text).isPresent();
  }

  /** An Insights event has no identity: a record with one is an event of its own. */
  private static boolean isInsight(JsonObject fields) {
    return !fields.has("userIdentity") && isInsightCategory(fields);
  }

  private static boolean isInsightCategory(JsonObject fields) {
    return fields.text("eventType").filter("AwsCloudTrailInsight"::equals).isPresent()
        || fields.text("eventCategory").filter("Insight"::equals).isPresent();
  }

  /**
   * <a
   * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aggregated-events.html">Aggregated
   * events</a> have no identity either.
   */
  private static boolean isAggregated(JsonObject fields) {
    return fields.text("eventType").filter("AwsAggregatedEvent"::equals).isPresent()
        || (!fields.has("userIdentity")
            && fields.text("eventCategory").filter("Aggregated"::equals).isPresent());
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
