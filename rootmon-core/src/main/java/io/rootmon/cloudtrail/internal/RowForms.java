package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recognizes a list within a list of records: a row of a query's result. CloudTrail Lake gives each
 * column as an object of its own, CloudWatch Logs Insights as a pair of field and value, and {@code
 * --query "Events[].[EventId,CloudTrailEvent]"} gives texts.
 *
 * <p>Only columns are joined to one record: objects with one member, and pairs of field and value,
 * of different names. Every other list, such as {@code jq -s .} prints, is a list of records.
 */
public final class RowForms {
  private RowForms() {}

  /** Returns empty if the row contains no JSON. */
  public static Optional<RecordClassifier.Form> form(String row) {
    List<String> elements = JsonSlices.elements(row);
    if (elements.isEmpty() && RecordSplitter.isMarked(row)) {
      // A broken element must not cost the others: the splitter separates them.
      return Optional.of(new RecordClassifier.WrappedMessage("", row));
    }
    if (elements.isEmpty() && row.substring(1).strip().equals("]")) {
      return Optional.of(new RecordClassifier.IgnoredRecord(SkipReason.NOTHING));
    }
    List<String> columns = new ArrayList<>();
    List<String> bodies = new ArrayList<>();
    for (String element : elements) {
      if (element.startsWith("{")) {
        Optional<String> column = column(element);
        column.ifPresent(columns::add);
        bodies.add(column.map(it -> "{" + it + "}").orElse(element));
      } else if (element.startsWith("[") || isBody(element)) {
        bodies.add(element);
      }
    }
    if (bodies.isEmpty()) {
      return Optional.empty();
    }
    String merged = "{" + String.join(",", columns) + "}";
    boolean isOneRecord =
        columns.size() == elements.size()
            && JsonSlices.names(merged).stream().distinct().count() == columns.size()
            && isRecord(merged);
    return Optional.of(
        new RecordClassifier.WrappedMessage(
            "", isOneRecord ? merged : "[" + String.join(",", bodies) + "]"));
  }

  /** Returns the name and the value of a column; empty if the object is another thing. */
  private static Optional<String> column(String element) {
    List<String> names = JsonSlices.names(element);
    if (names.size() == 1) {
      return Optional.of(element.substring(1, element.length() - 1).strip());
    } else if (names.size() != 2 || !names.contains("field") || !names.contains("value")) {
      return Optional.empty();
    }
    return JsonSlices.find(element, "field")
        .filter(it -> JsonSlices.text(it).isPresent())
        .flatMap(it -> JsonSlices.find(element, "value").map(value -> it + ":" + value));
  }

  private static boolean isBody(String element) {
    String text = JsonSlices.text(element).map(BodyDecoder::strip).orElse("");
    return text.startsWith("{") || text.startsWith("[") || BodyDecoder.base64(text).isPresent();
  }

  /** Whether the columns together are a record, or hold its text. */
  private static boolean isRecord(String merged) {
    return JsonSlices.hasMember(merged, RecordColumns::isName)
        || (JsonSlices.hasMember(merged, "eventName")
            && (JsonSlices.hasMember(merged, "userIdentity")
                || JsonSlices.hasMember(merged, KeyVariants::isPath)));
  }
}
