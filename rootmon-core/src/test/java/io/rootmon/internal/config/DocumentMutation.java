package io.rootmon.internal.config;

import io.rootmon.internal.json.JsonTree;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** One change somewhere in a document, chosen by chance. */
final class DocumentMutation {
  private static final List<Object> OTHERS =
      List.of(
          JsonTree.NULL,
          true,
          false,
          0,
          1,
          168,
          1440,
          1441,
          -1,
          3.0,
          0.5,
          1e300,
          1L << 40,
          BigInteger.ONE.shiftLeft(80),
          "",
          " ",
          "\n",
          "x",
          "a".repeat(300),
          "\ud83d\udd11",
          "CRITICAL",
          "sns",
          "111122223333",
          "https://example.com",
          List.of(),
          List.of("x", "x"),
          List.of(1, 1.0),
          Map.of(),
          Map.of("env", "KEY"),
          Map.of("type", "slack", "webhook", Map.of("ssm", "/a")));

  private final Random random;
  private final List<Object> values = new ArrayList<>(OTHERS);
  private int left;

  private DocumentMutation(Random random) {
    this.random = random;
  }

  static Object of(Object document, Random random) {
    DocumentMutation mutation = new DocumentMutation(random);
    mutation.collect(document);
    mutation.left = random.nextInt(mutation.values.size() - OTHERS.size());
    return mutation.changed(document);
  }

  private void collect(Object value) {
    values.add(value);
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(this::collect);
    } else if (value instanceof List<?> list) {
      list.forEach(this::collect);
    }
  }

  /** The value, changed if it is the one, in depth first. */
  private Object changed(Object value) {
    if (left-- == 0) {
      return change(value);
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, child) -> copy.put(key, changed(child)));
      return copy;
    } else if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(it -> copy.add(changed(it)));
      return copy;
    }
    return value;
  }

  private Object change(Object value) {
    if (random.nextInt(4) == 0) {
      return any();
    } else if (value instanceof Map<?, ?> map) {
      return change(new LinkedHashMap<>(map));
    } else if (value instanceof List<?> list) {
      return change(new ArrayList<>(list));
    } else if (value instanceof Integer number) {
      return random.nextBoolean()
          ? (Object) (number + random.nextInt(3) - 1)
          : number.doubleValue();
    }
    return value instanceof String text ? change(text) : any();
  }

  private Object any() {
    return values.get(random.nextInt(values.size()));
  }

  private Object change(Map<Object, Object> map) {
    List<Object> keys = new ArrayList<>(map.keySet());
    if (keys.isEmpty() || random.nextInt(4) == 0) {
      map.put(List.of("team", "type", "region", "env", "$schema").get(random.nextInt(5)), any());
      return map;
    }
    Object key = keys.get(random.nextInt(keys.size()));
    Object value = map.remove(key);
    switch (random.nextInt(3)) {
      case 0 -> map.put(change((String) key), value);
      case 1 -> map.put(key, any());
      default -> {}
    }
    return map;
  }

  private Object change(List<Object> list) {
    if (list.isEmpty() || random.nextInt(4) == 0) {
      list.add(any());
      return list;
    }
    int index = random.nextInt(list.size());
    switch (random.nextInt(3)) {
      case 0 -> list.add(list.get(index));
      case 1 -> list.set(index, any());
      default -> list.remove(index);
    }
    return list;
  }

  private String change(String text) {
    int at = text.isEmpty() ? 0 : random.nextInt(text.length());
    return switch (random.nextInt(5)) {
      case 0 -> text + "\n";
      case 1 -> text + text;
      case 2 -> text.substring(0, at);
      case 3 -> text.substring(0, at) + "-" + text.substring(at);
      default -> text.toUpperCase(Locale.ROOT);
    };
  }
}
