package io.rootmon.internal.athena;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Converts a row of the {@link CandidateQuery} to a CloudTrail record. The identity and the
 * parameters stay JSON in a string, which rootmon's reader understands.
 */
public final class CandidateRow {
  private static final JsonFactory JSON = new JsonFactory();

  private CandidateRow() {}

  /**
   * Returns the record as JSON.
   *
   * @param columns the names of the result's columns
   * @param values the row's values, in the order of the columns; null for SQL's NULL
   */
  public static String toJson(List<String> columns, List<? extends @Nullable String> values) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (int index = 0; index < columns.size(); index++) {
        String value = index < values.size() ? values.get(index) : null;
        if (value != null) {
          String column = columns.get(index);
          json.writeStringField(
              CandidateQuery.COLUMNS.getOrDefault(column.toLowerCase(Locale.ROOT), column), value);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
