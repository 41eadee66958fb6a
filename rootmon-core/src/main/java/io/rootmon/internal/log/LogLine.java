package io.rootmon.internal.log;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.internal.log.JsonLogWriter.TruncationLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The fields of one line. Texts and lists are shortened if the line would be too long; the fields
 * may therefore be written several times.
 */
public final class LogLine {
  private final JsonGenerator json;
  private final TruncationLimits limits;

  LogLine(JsonGenerator json, TruncationLimits limits) {
    this.json = json;
    this.limits = limits;
  }

  /** Writes a string, shortened. */
  public LogLine text(String name, String value) {
    return field(name, limits.cut(value));
  }

  /** Writes a string, if there is one. */
  public LogLine text(String name, Optional<String> value) {
    return value.isPresent() ? text(name, value.get()) : this;
  }

  /** Writes the texts in one field, if there are any. */
  public LogLine texts(String name, List<String> values) {
    return values.isEmpty() ? this : text(name, String.join("; ", values));
  }

  /** Writes a long text, which may fill most of the line. */
  public LogLine longText(String name, String value) {
    return field(name, limits.cutRaw(value));
  }

  public LogLine number(String name, long value) {
    try {
      json.writeNumberField(name, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no input or output errors
    }
    return this;
  }

  public LogLine flag(String name, boolean value) {
    try {
      json.writeBooleanField(name, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no input or output errors
    }
    return this;
  }

  /**
   * Writes a list of objects.
   *
   * @param more the field with the number of omitted objects, if there are any
   */
  public <T> LogLine objects(
      String name, String more, List<T> values, BiConsumer<LogLine, T> object) {
    try {
      json.writeArrayFieldStart(name);
      for (T value : values.subList(0, Math.min(limits.items(), values.size()))) {
        json.writeStartObject();
        object.accept(this, value);
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no input or output errors
    }
    int left = values.size() - limits.items();
    return left > 0 ? number(more, left) : this;
  }

  private LogLine field(String name, String value) {
    try {
      json.writeStringField(name, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no input or output errors
    }
    return this;
  }
}
