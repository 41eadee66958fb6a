package io.rootmon.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import io.rootmon.alert.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Validates documents against the published schema. */
public final class MessageSchema {
  private static final MessageSchema PUBLISHED = new MessageSchema(published());

  /** Allows no key that the schema does not describe. */
  private static final MessageSchema STRICT = new MessageSchema(strict());

  private final Validator validator;
  private final URI id;

  private MessageSchema(JsonObject schema) {
    this.validator =
        new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory()).createValidator();
    this.id = validator.registerSchema(schema);
  }

  /** Asserts that the document of the alert follows the schema. */
  public static void assertValid(Alert alert) {
    assertValid(MessageJson.of(alert));
  }

  /** Asserts that a document follows the schema, and that the schema describes each of its keys. */
  public static void assertValid(String json) {
    assertThat(STRICT.problems(json)).as(json).isEmpty();
  }

  /** Returns the problems that a receiver finds with the published schema. */
  static List<String> problemsOf(String json) {
    return PUBLISHED.problems(json);
  }

  private List<String> problems(String json) {
    JsonElement document = JsonParser.parseString(json);
    return validator.validate(id, document).getErrors().stream()
        .map(it -> it.getInstanceLocation() + ": " + it.getError())
        .distinct()
        .toList();
  }

  static JsonObject published() {
    try (InputStream in = MessageJson.class.getResourceAsStream("message.schema.json")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject strict() {
    JsonObject schema = published();
    schema.addProperty("$id", "urn:rootmon:message:strict");
    close(schema);
    return schema;
  }

  private static void close(JsonElement element) {
    if (element instanceof JsonArray array) {
      array.forEach(MessageSchema::close);
    } else if (element instanceof JsonObject object) {
      object.asMap().values().forEach(MessageSchema::close);
      if (object.has("properties") && object.has("type")) {
        object.addProperty("additionalProperties", false);
      }
    }
  }
}
