package io.rootmon.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A place in a JSON text: <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>. */
record Pointer(List<String> keys) {
  static Pointer of(String pointer) {
    return new Pointer(
        Arrays.stream(pointer.split("/", -1))
            .skip(1)
            .map(it -> it.replace("~1", "/").replace("~0", "~"))
            .toList());
  }

  /** The value at the place. */
  Object in(Object root) {
    Object value = root;
    for (String key : keys) {
      if (value instanceof Map<?, ?> map && map.get(key) != null) {
        value = map.get(key);
      } else if (value instanceof List<?> list) {
        value = list.get(Integer.parseInt(key));
      } else {
        throw new IllegalArgumentException(key + ": expected a value but was none");
      }
    }
    return value;
  }

  /** The key's own place lies within a schema's definition of that name. */
  boolean isWithin(String definition) {
    return keys.size() >= 2 && keys.get(0).equals("$defs") && keys.get(1).equals(definition);
  }

  Pointer parent() {
    return new Pointer(keys.subList(0, keys.size() - 1));
  }
}
