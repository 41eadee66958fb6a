package io.rootmon.internal.config;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import io.rootmon.internal.json.JsonTree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value that {@link JsonTree} read, as the schema library wants to see it. */
record TreeNode(Object value, String pointer) implements JsonNode {

  /** Its nodes are equal where their values are. */
  static final class Factory implements JsonNodeFactory {
    @Override
    public JsonNode wrap(Object value) {
      return value instanceof JsonNode node ? node : new TreeNode(value, "");
    }

    @Override
    public JsonNode create(String json) {
      return wrap(JsonTree.read("JSON", json));
    }
  }

  @Override
  public String getJsonPointer() {
    return pointer;
  }

  @Override
  public SimpleType getNodeType() {
    if (value instanceof Map) {
      return SimpleType.OBJECT;
    } else if (value instanceof List) {
      return SimpleType.ARRAY;
    } else if (value instanceof String) {
      return SimpleType.STRING;
    } else if (value instanceof Boolean) {
      return SimpleType.BOOLEAN;
    } else if (value instanceof Number) {
      // https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1
      boolean isWhole = asNumber().stripTrailingZeros().scale() <= 0;
      return isWhole ? SimpleType.INTEGER : SimpleType.NUMBER;
    }
    return SimpleType.NULL;
  }

  @Override
  public boolean asBoolean() {
    return (Boolean) value;
  }

  @Override
  public String asString() {
    return value.toString();
  }

  @Override
  public BigInteger asInteger() {
    return asNumber().toBigIntegerExact();
  }

  @Override
  public BigDecimal asNumber() {
    return new BigDecimal(value.toString());
  }

  @Override
  public List<JsonNode> asArray() {
    List<JsonNode> nodes = new ArrayList<>();
    for (Object element : (List<?>) value) {
      nodes.add(new TreeNode(element, pointer + "/" + nodes.size()));
    }
    return nodes;
  }

  @Override
  public Map<String, JsonNode> asObject() {
    Map<String, JsonNode> nodes = new LinkedHashMap<>();
    ((Map<?, ?>) value)
        .forEach(
            (key, child) -> {
              String name = (String) key;
              nodes.put(
                  name, new TreeNode(child, pointer + "/" + JsonNode.encodeJsonPointer(name)));
            });
    return nodes;
  }
}
