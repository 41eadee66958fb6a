package io.rootmon.iac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A CloudFormation template as JSON, its short forms such as {@code !Sub} written out. */
record CloudFormationTemplate(String text, JsonNode json) {
  private static final JsonMapper JSON = new JsonMapper();

  static CloudFormationTemplate spoke() {
    try {
      String text = Files.readString(Path.of("..", "iac", "spoke", "spoke.yaml"));
      LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
      return new CloudFormationTemplate(
          text, json(new Compose(settings).composeString(text).orElseThrow()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The properties of all resources of the type, by logical name. */
  Map<String, JsonNode> properties(String type) {
    Map<String, JsonNode> properties = new TreeMap<>();
    json.path("Resources")
        .properties()
        .forEach(
            resource -> {
              if (resource.getValue().path("Type").asText().equals(type)) {
                properties.put(resource.getKey(), resource.getValue().path("Properties"));
              }
            });
    return properties;
  }

  /** Of the only resource of its type. */
  JsonNode only(String type) {
    Map<String, JsonNode> properties = properties(type);
    if (properties.size() != 1) {
      throw new AssertionError(type + ": expected one but was " + properties.keySet());
    }
    return properties.values().iterator().next();
  }

  /** The name of the condition under which a resource is created; empty if it always is. */
  String conditionOf(String resource) {
    return json.path("Resources").path(resource).path("Condition").asText("");
  }

  JsonNode parameter(String name) {
    return json.path("Parameters").path(name);
  }

  private static JsonNode json(Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return plain(node, tag);
    }
    String function = tag.equals("!Ref") || tag.equals("!Condition") ? "" : "Fn::";
    return JSON.createObjectNode().set(function + tag.substring(1), plain(node, ""));
  }

  private static JsonNode plain(Node node, String tag) {
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JSON.createObjectNode();
      mapping
          .getValue()
          .forEach(
              it -> object.set(((ScalarNode) it.getKeyNode()).getValue(), json(it.getValueNode())));
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = JSON.createArrayNode();
      sequence.getValue().forEach(it -> array.add(json(it)));
      return array;
    }
    String value = ((ScalarNode) node).getValue();
    return switch (tag.substring(tag.lastIndexOf(':') + 1)) {
      case "bool" -> JSON.getNodeFactory().booleanNode(Boolean.parseBoolean(value));
      case "int" -> JSON.getNodeFactory().numberNode(Integer.parseInt(value));
      case "null" -> JSON.nullNode();
      default -> JSON.getNodeFactory().textNode(value);
    };
  }
}
