package io.rootmon.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Generates the tables of {@code docs/reference/json.md} from the schema of the documents. */
class MessagePageTest {
  private static final String FILE = "/io/rootmon/internal/message/message.schema.json";

  /** The parts that several documents have, with their headings. */
  private static final Map<String, String> PARTS =
      Map.of(
          "account", "Account",
          "event", "Event",
          "finding", "Finding",
          "incident", "Incident");

  @Test
  void thePageShowsEveryKeyOfTheSchema() throws IOException {
    JsonNode schema = schema();
    Map<String, String> sections = new LinkedHashMap<>();
    PARTS.forEach((name, title) -> sections.put(name, "[" + name + "](#" + name + ")"));
    SchemaTable table = new SchemaTable(schema, sections, /* marksRequired= */ false);
    StringBuilder text = new StringBuilder();
    for (JsonNode document : schema.path("oneOf")) {
      JsonNode node = table.resolved(document);
      String name = document.path("$ref").asText().replaceFirst(".*/(.*)Document", "$1");
      section("Document: " + name, node, table, text);
    }
    for (String part : new TreeMap<>(PARTS).keySet()) {
      section(PARTS.getOrDefault(part, ""), schema.path("$defs").path(part), table, text);
    }
    GeneratedPage.assertPartIsCurrent("reference/json.md", "schema", text.toString());
  }

  private static void section(String title, JsonNode node, SchemaTable table, StringBuilder text) {
    text.append("## ").append(title).append("\n\n");
    text.append(node.path("description").asText()).append("\n\n");
    text.append(table.keys(node)).append('\n');
  }

  private static JsonNode schema() throws IOException {
    try (InputStream text = MessagePageTest.class.getResourceAsStream(FILE)) {
      return new JsonMapper().readTree(text);
    }
  }
}
