package io.rootmon.internal.incident;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.json.JsonTree;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a stored JSON object by the names of its fields. Every method that reads throws an
 * IllegalArgumentException if another version or program wrote the text.
 */
record IncidentCodec(Map<?, ?> fields) {

  /** Writes the fields of an object. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static String object(Body body) {
    return JsonStreams.text(
        json -> {
          body.write(json);
        });
  }

  static void texts(JsonGenerator json, String name, Iterable<String> texts) throws IOException {
    JsonStreams.writeTexts(json, name, texts);
  }

  static void times(JsonGenerator json, String name, List<Instant> times) throws IOException {
    texts(json, name, times.stream().map(Instant::toString).toList());
  }

  static void optional(JsonGenerator json, String name, Optional<?> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get().toString());
    }
  }

  static IncidentCodec read(String text) {
    return of(JsonTree.read("state", text), "state");
  }

  private static IncidentCodec of(Object value, String name) {
    if (value instanceof Map<?, ?> fields) {
      return new IncidentCodec(fields);
    }
    throw new IllegalArgumentException(name + ": expected an object but was another value");
  }

  String text(String name) {
    return find(name).orElseThrow(() -> missing(name, "a string"));
  }

  Optional<String> find(String name) {
    return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  Instant time(String name) {
    return Instant.parse(text(name));
  }

  Optional<Instant> findTime(String name) {
    return find(name).map(Instant::parse);
  }

  long number(String name) {
    return findNumber(name).orElseThrow(() -> missing(name, "a number"));
  }

  Optional<Long> findNumber(String name) {
    return fields.get(name) instanceof Number number
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  <E extends Enum<E>> E one(Class<E> type, String name) {
    return Enum.valueOf(type, text(name));
  }

  List<String> texts(String name) {
    if (fields.get(name) instanceof List<?> list) {
      return list.stream().map(String.class::cast).toList();
    }
    throw missing(name, "a list");
  }

  Set<String> set(String name) {
    return new LinkedHashSet<>(texts(name));
  }

  List<Instant> times(String name) {
    return texts(name).stream().map(Instant::parse).toList();
  }

  Optional<IncidentCodec> findObject(String name) {
    Object value = fields.get(name);
    return value == null ? Optional.empty() : Optional.of(of(value, name));
  }

  /** Returns the objects of a list; empty if there is no such list. */
  List<IncidentCodec> objects(String name) {
    if (fields.get(name) instanceof List<?> list) {
      return list.stream().map(it -> of(it, name)).toList();
    }
    return List.of();
  }

  IncidentCodec object(String name) {
    return findObject(name).orElseThrow(() -> missing(name, "an object"));
  }

  private static IllegalArgumentException missing(String name, String what) {
    return new IllegalArgumentException(name + ": expected " + what + " but there is none");
  }
}
