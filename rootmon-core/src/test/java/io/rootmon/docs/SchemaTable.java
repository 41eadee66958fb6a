package io.rootmon.docs;

import static io.rootmon.docs.GeneratedPage.cell;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the keys of a JSON Schema as a table of Markdown. */
final class SchemaTable {
  private static final Pattern QUOTED = Pattern.compile("(?<!\\w)'([^']+)'(?!\\w)");

  private final JsonNode schema;

  /** The definitions that have a section of their own, with its link. */
  private final Map<String, String> sections;

  private final boolean marksRequired;

  SchemaTable(JsonNode schema, Map<String, String> sections, boolean marksRequired) {
    this.schema = schema;
    this.sections = sections;
    this.marksRequired = marksRequired;
  }

  /** Returns a table with all keys below an object. */
  String keys(JsonNode object) {
    return keys("", object);
  }

  /** Returns a table with all keys below the object, or the list of objects, at a path. */
  String keys(String path, JsonNode node) {
    List<String> rows = new ArrayList<>();
    JsonNode items = resolved(node.path("items"));
    if (hasChildren(items)) {
      children(path + "[]", items, rows);
    }
    children(path, node, rows);
    if (rows.isEmpty()) {
      row(path, node, false, rows);
    }
    return "| key | value | |\n|---|---|---|\n" + String.join("", rows);
  }

  private void children(String path, JsonNode node, List<String> rows) {
    Set<String> required = new HashSet<>();
    node.path("required").forEach(it -> required.add(it.asText()));
    node.path("properties")
        .properties()
        .forEach(
            it -> {
              if (!it.getKey().equals("$schema") && !it.getValue().has("const")) {
                row(
                    path.isEmpty() ? it.getKey() : path + "." + it.getKey(),
                    it.getValue(),
                    required.contains(it.getKey()),
                    rows);
              }
            });
    if (node.path("additionalProperties").isObject() && node.path("properties").isEmpty()) {
      String names = resolved(node.path("propertyNames")).path("title").asText();
      String name =
          names.equals("a severity") ? "SEVERITY" : names.equals("12 digits") ? "NUMBER" : "NAME";
      row(path + "." + name, node.path("additionalProperties"), false, rows);
    }
  }

  private void row(String path, JsonNode node, boolean isRequired, List<String> rows) {
    String section = section(node);
    JsonNode resolved = resolved(node);
    String title = resolved.path("title").asText("");
    String description =
        node.has("description")
            ? node.path("description").asText()
            : resolved.path("description").asText("");
    rows.add(
        "| `"
            + path
            + "`"
            + (isRequired && marksRequired ? " (required)" : "")
            + " | "
            + (section == null ? cell(value(resolved, title)) : section)
            + " | "
            + cell(code(description))
            + " |\n");
    if (section != null) {
      return;
    }
    JsonNode items = resolved(resolved.path("items"));
    String itemSection = sections.get(definition(resolved.path("items")));
    if (itemSection == null && hasChildren(items)) {
      children(path + "[]", items, rows);
    }
    children(path, resolved, rows);
  }

  private static boolean hasChildren(JsonNode node) {
    return node.path("properties").size() > 0;
  }

  /** Returns the link of the definition that the node refers to, or of its only alternative. */
  private @Nullable String section(JsonNode node) {
    String section = sections.get(definition(node));
    for (String choice : List.of("anyOf", "oneOf")) {
      for (JsonNode one : node.path(choice)) {
        String other = sections.get(definition(one));
        section = other == null ? section : other + " or null";
      }
    }
    return section;
  }

  private static String types(JsonNode node) {
    List<String> types = new ArrayList<>();
    if (node.path("type").isTextual()) {
      types.add(node.path("type").asText());
    }
    node.path("type").forEach(it -> types.add(it.asText()));
    return String.join(" or ", types);
  }

  private String value(JsonNode node, String title) {
    JsonNode choice =
        node.path("enum").isArray() ? node.path("enum") : resolved(node.path("items")).path("enum");
    if (!choice.isArray() || choice.size() > 12) {
      return title.isEmpty() ? types(node) : title;
    }
    List<String> values = new ArrayList<>();
    choice.forEach(it -> values.add("`" + it.asText() + "`"));
    return values.stream().collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return QUOTED.matcher(text).replaceAll("`$1`");
  }

  private static String definition(JsonNode node) {
    return node.path("$ref").asText("").replaceFirst(".*/", "");
  }

  JsonNode resolved(JsonNode node) {
    String name = definition(node);
    return name.isEmpty() ? node : schema.path("$defs").path(name);
  }
}
