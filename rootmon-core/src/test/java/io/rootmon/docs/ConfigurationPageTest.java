package io.rootmon.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Generates {@code docs/reference/configuration.md} from the schema of the configuration. */
class ConfigurationPageTest {
  private static final String START =
      """
      # Configuration

      The configuration is one JSON document. The function and the command line read the same one. This page is generated from [rootmon.schema.json](../../rootmon-core/src/main/resources/io/rootmon/internal/config/rootmon.schema.json). Give the schema to your editor to complete and check the document while you type.

      [examples/rootmon-channels.json](../../examples/rootmon-channels.json) has a channel of every type. `rootmon check-config FILE` reports every problem with its path: unknown keys, wrong types, routes that never match or add nothing, and channels that no route uses. rootmon does not start if no channel would receive a CRITICAL finding.

      All keys are optional unless they are marked as required. `NAME` in a path is a name that you choose, `NUMBER` is an account ID, and `[]` is an entry of a list.

      """;

  private final JsonNode schema = schema();

  @Test
  void thePageShowsEveryKeyOfTheSchema() throws IOException {
    Map<String, String> sections = new HashMap<>();
    sections.put("secret", "a [secret](#secrets)");
    sections.put("header", "a string, or a [secret](#secrets) with an optional `prefix`");
    sections.put("channel", "a [channel](#channels)");
    SchemaTable table = new SchemaTable(schema, sections, /* marksRequired= */ true);
    StringBuilder page = new StringBuilder(START);
    schema
        .path("properties")
        .properties()
        .forEach(
            it -> {
              if (!it.getKey().equals("$schema")) {
                page.append("## ").append(it.getKey()).append("\n\n");
                page.append(sentence(it.getValue())).append("\n\n");
                page.append(section(it.getKey(), it.getValue(), table));
              }
            });
    page.append("## Secrets\n\n")
        .append(sentence(definition("secret")))
        .append(
            " rootmon reads a secret when it first needs it, and again when a recipient rejects"
                + " it, at most every 30 seconds. A rotation needs no restart. Secrets print as"
                + " `***`.\n\n")
        .append(table.keys(definition("secret")))
        .append("\nUse one of `secretsManager`, `ssm` and `env`.\n");
    GeneratedPage.assertIsCurrent("reference/configuration.md", page.toString());
  }

  private String section(String key, JsonNode node, SchemaTable table) {
    if (key.equals("channels")) {
      return channels(table);
    }
    return table.keys(key, node) + "\n";
  }

  private String channels(SchemaTable table) {
    StringBuilder text = new StringBuilder();
    text.append("A name is ")
        .append(schema.at("/properties/channels/propertyNames/title").asText())
        .append(".\n\n");
    for (JsonNode type : definition("channel").at("/properties/type/enum")) {
      JsonNode channel = definition(type.asText());
      text.append("### Type ").append(type.asText()).append("\n\n");
      text.append(sentence(channel)).append("\n\n");
      text.append(table.keys(channel)).append('\n');
      List<String> choices = new ArrayList<>();
      channel.path("oneOf").forEach(it -> choices.add(required(it)));
      if (!choices.isEmpty()) {
        text.append("Set either ").append(String.join(", or ", choices)).append(".\n\n");
      }
    }
    return text.toString();
  }

  private static String required(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.path("required").forEach(it -> keys.add("`" + it.asText() + "`"));
    return String.join(" and ", keys);
  }

  private static String sentence(JsonNode node) {
    return node.path("description").asText().replaceAll("(?<!\\w)'([^']+)'(?!\\w)", "`$1`");
  }

  private JsonNode definition(String name) {
    return schema.path("$defs").path(name);
  }

  private static JsonNode schema() {
    try (InputStream text =
        ConfigurationPageTest.class.getResourceAsStream(
            "/io/rootmon/internal/config/rootmon.schema.json")) {
      return new JsonMapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
