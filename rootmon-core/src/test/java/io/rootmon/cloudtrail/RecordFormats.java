package io.rootmon.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The forms in which one record travels. */
public final class RecordFormats {
  private static final JsonFactory JSON = new JsonFactory();

  private RecordFormats() {}

  public static String record(String id) {
    return "{\"eventID\":\"%s\",\"eventTime\":\"2026-03-14T02:00:00Z\",\"eventName\":\"ListBuckets\",\"eventSource\":\"s3.amazonaws.com\",\"userIdentity\":{\"type\":\"Root\",\"accountId\":\"111122223333\"}}"
        .formatted(id);
  }

  static String envelope(String record) {
    return "{\"version\":\"0\",\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.s3\",\"account\":\"111122223333\",\"region\":\"eu-west-1\",\"detail\":%s}"
        .formatted(record);
  }

  /** Every form, by its name, around the same record. */
  static Map<String, String> around(String record) {
    String envelope = envelope(record);
    String sns =
        "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:eu-west-1:111122223333:t\",\"Message\":%s}"
            .formatted(text(envelope));
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("bare record", record);
    forms.put("EventBridge event", envelope);
    forms.put("log file", "{\"Records\":[%s]}".formatted(record));
    forms.put(
        "log file with more fields",
        "{\"a\":[1],\"Records\":[%s],\"b\":{\"c\":[{}]}}".formatted(record));
    forms.put("JSON list", " [ %s ] ".formatted(record));
    forms.put("byte order mark", "\ufeff" + record);
    forms.put("pretty-printed", record.replace(",", ",\n  ").replace(":{", ": {\r\n"));
    forms.put("SQS batch", sqs(envelope));
    forms.put("SQS batch around a log file", sqs("{\"Records\":[%s]}".formatted(record)));
    forms.put("SNS notification in SQS", sqs(sns));
    forms.put("SNS notification", sns);
    forms.put(
        "SNS batch",
        "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{\"Message\":%s}}]}"
            .formatted(text(record)));
    forms.put(
        "SQS messages received by hand",
        "{\"Messages\":[{\"Body\":%s,\"ReceiptHandle\":\"x\"}]}".formatted(text(record)));
    forms.put(
        "SQS body that is no text",
        "{\"Records\":[{\"messageId\":\"1\",\"body\":%s}]}".formatted(envelope));
    forms.put(
        "lookup-events",
        "{\"Events\":[{\"EventId\":\"x\",\"CloudTrailEvent\":%s}]}".formatted(text(record)));
    forms.put(
        "CloudWatch Logs",
        "{\"events\":[{\"timestamp\":1,\"message\":%s}]}".formatted(text(record)));
    forms.put("JSON texts in a list", "[%s]".formatted(text(record)));
    forms.put("a JSON text", text(record));
    forms.put("JSON in a text in a text", text(text(record)));
    forms.put("pairs of a query", "[[\"id\",%s]]".formatted(text(record)));
    forms.put("text output of lookup-events", "EVENTS\tAKIAEXAMPLE\t" + record + "\tid\tname\n");
    forms.put("Steampipe row", "{\"rows\":[{\"cloud_trail_event\":%s}]}".formatted(record));
    forms.put(
        "CloudWatch Logs Insights",
        "{\"results\":[[{\"field\":\"@message\",\"value\":%s}]]}".formatted(text(record)));
    forms.put("eventJson of CloudTrail Lake", "{\"eventJson\":%s}".formatted(text(record)));
    forms.put(
        "eventJson of CloudTrail Lake beside other columns",
        "[{\"eventName\":\"ListBuckets\",\"eventTime\":\"2026-03-14 02:00:00.000\",\"event_json\":%s}]"
            .formatted(text(record)));
    forms.put(
        "GetQueryResults of CloudTrail Lake",
        "{\"QueryStatus\":\"FINISHED\",\"QueryResultRows\":[[{\"eventJson\":%s}]]}"
            .formatted(text(record)));
    forms.put(
        "GetQueryResults with more columns",
        "{\"QueryResultRows\":[[{\"eventName\":\"ListBuckets\"},{\"eventJson\":%s}]]}"
            .formatted(text(record)));
    forms.put(
        "record column beside parsed fields of CloudWatch Logs Insights",
        "{\"results\":[[{\"field\":\"eventName\",\"value\":\"ListBuckets\"},{\"field\":\"@message\",\"value\":%s}]]}"
            .formatted(text(record)));
    forms.put("CloudWatch Logs export", "2026-03-14T02:00:00.000Z " + record + "\n");
    forms.put(
        "aws logs tail", "2026-03-14T02:00:00.000000+00:00 o-abc_CloudTrail_eu-west-1 " + record);
    forms.put("aws logs tail --format short", "2026-03-14T02:00:00 " + record);
    forms.put("JSON text sequence", "\u001e" + record + "\n");
    forms.put(
        "search of OpenSearch",
        "{\"took\":5,\"hits\":{\"total\":{\"value\":1},\"hits\":[{\"_index\":\"i\",\"_source\":%s}]},\"x\":[1]}"
            .formatted(record));
    forms.put(
        "search of OpenSearch in SQS",
        sqs("{\"hits\":{\"hits\":[{\"_source\":%s}]}}".formatted(record)));
    forms.put(
        "msearch of OpenSearch",
        "{\"responses\":[{\"hits\":{\"hits\":[{\"_source\":%s}]}}]}".formatted(record));
    forms.put(
        "document of Elasticsearch with the original",
        "{\"_source\":{\"@timestamp\":\"2026-03-14T02:00:00Z\",\"event\":{\"original\":%s},\"aws\":{}}}"
            .formatted(text(record)));
    forms.put("base64", base64(record.getBytes(StandardCharsets.UTF_8)));
    forms.put("base64 of gzip", base64(gzip(record)));
    forms.put(
        "base64 of base64 of gzip in SQS",
        sqs(base64(base64(gzip(envelope)).getBytes(StandardCharsets.UTF_8))));
    forms.put("CloudWatch Logs subscription", logs(record));
    forms.put("CloudWatch Logs subscription through SQS", sqs(logs(record)));
    forms.put(
        "Kinesis",
        "{\"Records\":[{\"kinesis\":{\"data\":\"%s\"},\"eventSource\":\"aws:kinesis\",\"eventName\":\"aws:kinesis:record\"}]}"
            .formatted(base64(record.getBytes(StandardCharsets.UTF_8))));
    forms.put(
        "Kinesis from a pipe",
        "[{\"kinesisSchemaVersion\":\"1.0\",\"data\":\"%s\"}]".formatted(base64(gzip(record))));
    forms.put(
        "Firehose",
        "{\"invocationId\":\"i\",\"records\":[{\"recordId\":\"1\",\"data\":\"%s\"}]}"
            .formatted(base64(record.getBytes(StandardCharsets.UTF_8))));
    forms.put(
        "Lambda destination",
        "{\"requestContext\":{},\"requestPayload\":%s,\"responsePayload\":{}}".formatted(envelope));
    forms.put(
        "Lambda destination on EventBridge",
        "{\"detail-type\":\"Lambda Function Invocation Result - Failure\",\"source\":\"lambda\",\"detail\":{\"requestPayload\":%s}}"
            .formatted(sqs(sns)));
    forms.put(
        "replayed, in a list",
        "[%s]".formatted(envelope.replace("{\"version\"", "{\"replay-name\":\"r\",\"version\"")));
    forms.put("detail alone", "{\"detail\":%s}".formatted(record));
    forms.put(
        "entry of put-events",
        "{\"Entries\":[{\"Source\":\"aws.s3\",\"DetailType\":\"x\",\"Detail\":%s}]}"
            .formatted(text(record)));
    forms.put(
        "a record with a list named as one of records",
        record.replaceFirst("\\}$", ",\"Records\":[]}"));
    return forms;
  }

  static String logs(String record) {
    String decoded =
        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,\"message\":%s}]}"
            .formatted(text(record));
    return "{\"awslogs\":{\"data\":\"%s\"}}".formatted(base64(gzip(decoded)));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String sqs(String body) {
    return "{\"Records\":[{\"messageId\":\"1\",\"eventSource\":\"aws:sqs\",\"body\":%s}]}"
        .formatted(text(body));
  }

  /** A JSON text that contains another one. */
  static String text(String json) {
    StringWriter writer = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(writer)) {
      generator.writeString(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toString();
  }

  public static byte[] gzip(String text) {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** What was read, a word for each piece: the event's id, why it was skipped, or what is wrong. */
  public static List<String> outcomes(ReadResultIterator readings) {
    List<String> outcomes = new java.util.ArrayList<>();
    try (readings) {
      readings.forEachRemaining(it -> outcomes.add(outcome(it)));
    }
    return outcomes;
  }

  private static String outcome(ReadResult reading) {
    if (reading instanceof ReadResult.EventRead read) {
      return read.event().id();
    }
    return reading instanceof ReadResult.Malformed malformed
        ? "! " + malformed.problem().getMessage()
        : "- " + ((ReadResult.Skipped) reading).reason();
  }
}
