package io.rootmon.internal.config;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.rootmon.internal.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code rootmon.schema.json}, and the schema library's verdict on documents. */
final class PublishedSchema {
  static final Map<?, ?> TREE = (Map<?, ?>) JsonTree.read("schema", text());

  private static final Validator LIBRARY =
      new ValidatorFactory()
          .withJsonNodeFactory(new TreeNode.Factory())
          .withDisabledSchemaValidation(true)
          .createValidator();
  private static final URI ID = LIBRARY.registerSchema(ecmaPatterns(TREE));

  private PublishedSchema() {}

  static boolean accepts(Object document) {
    return LIBRARY.validate(ID, document).isValid();
  }

  /** The value at a JSON pointer such as {@code /$defs/route}. */
  static Object at(String pointer) {
    Object value = TREE;
    for (String key : pointer.substring(1).split("/", -1)) {
      value = Objects.requireNonNull(((Map<?, ?>) value).get(key), pointer);
    }
    return value;
  }

  /**
   * The patterns of JSON Schema are those of <a
   * href="https://json-schema.org/understanding-json-schema/reference/regular_expressions">ECMA
   * 262</a>, where {@code $} is the end of the text. In Java it is also before a last line break.
   */
  private static Object ecmaPatterns(Object rule) {
    if (rule instanceof List<?> list) {
      return list.stream().map(PublishedSchema::ecmaPatterns).toList();
    }
    if (!(rule instanceof Map<?, ?> map)) {
      return rule;
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            copy.put(
                (String) key,
                key.equals("pattern") && value instanceof String pattern
                    ? pattern.replaceFirst("\\$$", "\\\\z")
                    : ecmaPatterns(value)));
    return copy;
  }

  private static String text() {
    try (InputStream in = ConfigurationDocument.class.getResourceAsStream("rootmon.schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
