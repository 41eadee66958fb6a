package io.rootmon.config;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.rootmon.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The published schema: {@code rootmon.schema.json} beside this class, for editors too. */
final class DocumentSchema {
  private static final String FILE = "rootmon.schema.json";

  private final Object schema = JsonTree.read(FILE, text());

  /** What is wrong with a document, each problem with its path; empty if nothing is. */
  List<String> problems(Object document) {
    return SchemaCheck.passes(schema, document) ? List.of() : Library.problems(schema, document);
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

  /** The schema library's word. A class of its own: a good document is read without the library. */
  private static final class Library {
    static List<String> problems(Object schema, Object document) {
      // A test holds the schema against its own; doing so here would double the time.
      Validator validator =
          new ValidatorFactory()
              .withJsonNodeFactory(new TreeNode.Factory())
              .withDisabledSchemaValidation(true)
              .createValidator();
      URI id = validator.registerSchema(schema);
      SchemaProblems problems = new SchemaProblems(schema, document);
      return validator.validate(id, document).getErrors().stream()
          .flatMap(it -> problems.of(it).stream())
          .distinct()
          .toList();
    }
  }
}
