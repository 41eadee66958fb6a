package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recognizes a list within a list of records: a row of a query's result. CloudTrail Lake gives each
 * column as an object of its own, CloudWatch Logs Insights as a pair of field and value, and {@code
 * --query "Events[].[EventId,CloudTrailEvent]"} gives texts.
 */
public final class RowForms {
  private RowForms() {}

  /** Returns empty if the row contains no JSON. */
  public static Optional<RecordClassifier.Form> form(String row) {
    List<String> elements = JsonSlices.elements(row);
    if (elements.isEmpty() && row.substring(1).strip().equals("]")) {
      return Optional.of(new RecordClassifier.IgnoredRecord(SkipReason.NOTHING));
    }
    List<String> columns = new ArrayList<>();
    List<String> bodies = new ArrayList<>();
    for (String element : elements) {
      if (element.startsWith("{")) {
        Optional<String> field = JsonSlices.find(element, "field");
        Optional<String> value = JsonSlices.find(element, "value");
        columns.add(
            field.isPresent() && value.isPresent()
                ? field.get() + ":" + value.get()
                : element.substring(1, element.length() - 1).strip());
        bodies.add(element);
      } else if (element.startsWith("[") || isBody(element)) {
        bodies.add(element);
      }
    }
    if (bodies.isEmpty()) {
      return Optional.empty();
    }
    String merged = "{" + String.join(",", columns) + "}";
    boolean isOneRecord = columns.size() == elements.size() && isRecord(merged);
    return Optional.of(
        new RecordClassifier.WrappedMessage(
            "", isOneRecord ? merged : "[" + String.join(",", bodies) + "]"));
  }

  private static boolean isBody(String element) {
    String text = JsonSlices.text(element).map(BodyDecoder::strip).orElse("");
    return text.startsWith("{") || text.startsWith("[") || BodyDecoder.base64(text).isPresent();
  }

  /** Whether the columns together are a record, or hold its text. */
  private static boolean isRecord(String merged) {
    return JsonSlices.hasMember(merged, RecordColumns::isName)
        || (JsonSlices.hasMember(merged, "eventName")
            && JsonSlices.hasMember(merged, "userIdentity"));
  }
}
