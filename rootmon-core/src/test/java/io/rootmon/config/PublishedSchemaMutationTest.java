package io.rootmon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import io.rootmon.json.JsonTree;
import java.io.File;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedSchemaMutationTest {
  private static final Object SCHEMA = JsonTree.read("schema", DocumentSchema.text());
  private static final Validator LIBRARY =
      new ValidatorFactory()
          .withJsonNodeFactory(new TreeNode.Factory())
          .withDisabledSchemaValidation(true)
          .createValidator();
  private static final URI ID = LIBRARY.registerSchema(SCHEMA);
  private static final List<Object> VALID =
      RepositoryJson.all().stream().filter(PublishedSchemaMutationTest::isValid).toList();

  private static boolean isValid(Object document) {
    return LIBRARY.validate(ID, document).isValid();
  }

  @Test
  void saysTheSameAsTheLibraryOfEveryDocumentInTheTree() {
    List<Object> documents = RepositoryJson.all();

    assertThat(documents)
        .allSatisfy(
            it -> assertThat(SchemaCheck.passes(SCHEMA, it)).as("%s", it).isEqualTo(isValid(it)));
    assertThat(VALID.size()).isBetween(20, documents.size() - 100);
  }

  @Property(tries = 5_000)
  void saysTheSameAsTheLibraryOfWhatHasChanged(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
    Random random = new Random(seed);
    Object document = VALID.get(random.nextInt(VALID.size()));
    for (int i = 0; i < changes; i++) {
      document = DocumentMutation.of(document, random);
    }

    boolean passes = SchemaCheck.passes(SCHEMA, document);

    assertThat(passes).as("%s", document).isEqualTo(isValid(document));
    Statistics.label("passes")
        .collect(passes)
        .coverage(
            it -> {
              it.check(true).percentage(share -> share > 10);
              it.check(false).percentage(share -> share > 10);
            });
  }

  /** 7 fits most of them, and fits some only if what is not known is taken for a mismatch. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"minLength": 1}
          {"not": {"type": "string"}}
          {"format": "date"}
          {"$comment": "of nobody"}
          {"allOf": [{"multipleOf": 7}]}
          {"properties": {"a": true}, "patternProperties": {"b": false}}
          {"if": {"multipleOf": 2}, "then": false}
          {"if": {"multipleOf": 7}, "else": false}
          {"oneOf": [{"multipleOf": 7}, {"multipleOf": 2}]}
          {"oneOf": [{"multipleOf": 2}, true]}
          {"$ref": "#/$defs/a", "$defs": {"a": {"multipleOf": 7}}}
          {"$ref": "#/$defs/a~1b", "$defs": {"a/b": true}}
          {"$ref": "#a", "$defs": {"a": {"$anchor": "a"}}}
          {"allOf": [{"$id": "urn:example:other"}]}
          {"type": "number"}
          {"enum": ["a", 7.0]}
          {"minimum": 6.5}
          """)
  void leavesToTheLibraryWhatItDoesNotKnow(String schema) {
    assertThat(SchemaCheck.passes(JsonTree.read("schema", schema), 7)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"if": {"const": "a"}, "else": {"type": "object"}}       | "a"         | true
          {"if": {"const": "a"}, "else": {"type": "object"}}       | "b"         | false
          {"oneOf": [{"type": "string"}, {"enum": ["a"]}]}         | "b"         | true
          {"oneOf": [{"type": "string"}, {"enum": ["a"]}]}         | "a"         | false
          {"pattern": "b"}                                         | "abc"       | true
          {"pattern": "^b$"}                                       | "abc"       | false
          {"pattern": "^.$"}                                       | "\ud83d\udd11" | true
          {"uniqueItems": false}                                   | ["a", "a"]  | true
          {"uniqueItems": true}                                    | ["a", "a"]  | false
          {"uniqueItems": true}                                    | [1, 1.0]    | false
          {"type": "integer"}                                      | 1.0         | false
          {"additionalProperties": {"type": "string"}}             | {"a": "b"}  | true
          {"additionalProperties": {"type": "string"}}             | {"a": []}   | false
          {"additionalProperties": false, "properties": {"a": {}}} | {"a": {}}   | true
          {"$schema": "http://json-schema.org/draft-07/schema#"}   | "a"         | false
          """)
  void knowsWhatItsKeywordsMean(String schema, String document, boolean passes) {
    assertThat(
            SchemaCheck.passes(
                JsonTree.read("schema", schema), JsonTree.read("document", document)))
        .isEqualTo(passes);
  }

  /** Where its jar is missing, only a document with a mistake has need of it. */
  @Test
  void aGoodDocumentIsReadWithoutTheLibrary() throws Exception {
    List<URL> libraries = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!path.contains("harrel")) {
        libraries.add(Path.of(path).toUri().toURL());
      }
    }
    try (URLClassLoader without =
        new URLClassLoader(libraries.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Method parse =
          without
              .loadClass(Configuration.class.getName())
              .getMethod("parse", String.class, String.class);

      assertThat(parse.invoke(null, "rootmon.json", "{\"state\": {\"table\": \"rootmon\"}}"))
          .hasToString(
              Configuration.parse("rootmon.json", "{\"state\": {\"table\": \"rootmon\"}}")
                  .toString());
      assertThatThrownBy(() -> parse.invoke(null, "rootmon.json", "{\"state\": 7}"))
          .rootCause()
          .isInstanceOf(ClassNotFoundException.class)
          .hasMessageStartingWith("dev.harrel.jsonschema.");
    }
  }
}
