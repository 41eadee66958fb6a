package io.rootmon.config;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.rootmon.settings.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The published schema: {@code rootmon.schema.json} beside this class, for editors too. */
final class DocumentSchema {
  private static final String FILE = "rootmon.schema.json";

  private final Object schema = Json.read(FILE, text());
  // A test holds the schema against its own; doing so at every start would double its time.
  private final Validator validator =
      new ValidatorFactory()
          .withJsonNodeFactory(new TreeNode.Factory())
          .withDisabledSchemaValidation(true)
          .createValidator();
  private final URI id = validator.registerSchema(schema);

  /** What is wrong with a document, each problem with its path; empty if nothing is. */
  List<String> problems(Object document) {
    SchemaProblems problems = new SchemaProblems(schema, document);
    return validator.validate(id, document).getErrors().stream()
        .flatMap(it -> problems.of(it).stream())
        .distinct()
        .toList();
  }

  static String text() {
    try (InputStream in = DocumentSchema.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + ": expected a resource but there is none");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
