package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.example;
import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.rootmon.internal.message.MessageSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON output of every command follows the published schema of documents. */
class DocumentSchemaTest {
  private static final String[] EXAMPLES = {
    "archive", "root-console-login.json", "assume-root-audit.json", "root-access-key-created.json"
  };

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void explainWritesEventsAndFindings() {
    String out = "";
    for (String example : EXAMPLES) {
      String json =
          rootmon("explain", "-f", "json", "-c", example("rootmon.json"), example(example)).out();
      assertThat(json.lines()).isNotEmpty().allSatisfy(MessageSchema::assertValid);
      out += json;
    }
    assertThat(out)
        .contains("\"type\":\"event\"", "\"type\":\"finding\"")
        .contains("\"suppressed\":\"no route matches\"", "\"notificationReason\":\"first\"");
  }

  @Test
  void scanWritesItsIncidentsAndFindings() {
    for (String example : EXAMPLES) {
      MessageSchema.assertValid(
          rootmon("scan", "-f", "json", "-s", "info", example(example)).out());
    }
    assertThat(rootmon("scan", "-f", "json", example("archive")).out())
        .contains("\"type\" : \"incident\"", "\"networks\" : [ \"203.0.113.0/24\" ]");
  }

  @Test
  void rulesAndExplainWriteRules() {
    MessageSchema.assertValid(rootmon("explain", "-f", "json", "root.sign-in").out());
    JsonParser.parseString(rootmon("rules", "-f", "json").out())
        .getAsJsonArray()
        .forEach(it -> MessageSchema.assertValid(it.toString()));
  }

  @Test
  void reportWritesTheIncident() {
    String json = rootmon("report", "-f", "json", example("root-console-login.json")).out();

    MessageSchema.assertValid(json);
    assertThat(json).contains("\"type\" : \"report\"");
  }

  @Test
  void alertWritesTheSameDocumentIntoTheOutbox() throws Exception {
    rootmon("alert", "-o", folder.toString(), "-s", "info", example("archive"));

    try (var files = Files.walk(folder)) {
      assertThat(files.filter(it -> it.endsWith("alert.json")))
          .hasSize(5)
          .allSatisfy(it -> MessageSchema.assertValid(Files.readString(it)));
    }
  }
}
