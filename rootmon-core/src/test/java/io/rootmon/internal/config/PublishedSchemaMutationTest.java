package io.rootmon.internal.config;

import static io.rootmon.internal.config.ConfigurationReader.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.json.JsonTree;
import io.rootmon.settings.Settings.Problems;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader accept the same documents. */
class PublishedSchemaMutationTest {
  private static final List<Object> VALID =
      RepositoryJson.all().stream().filter(PublishedSchema::accepts).toList();

  @Test
  void readerAndSchemaAgreeOnEveryDocumentInTheTree() {
    List<Object> documents = RepositoryJson.all();

    assertThat(documents)
        .allSatisfy(
            it ->
                assertThat(problems(it).fitsSchema())
                    .as("%s: %s", it, problems(it))
                    .isEqualTo(PublishedSchema.accepts(it)));
    assertThat(VALID.size()).isBetween(20, documents.size() - 100);
  }

  @Property(tries = 5_000)
  void readerAndSchemaAgreeOnChangedDocuments(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
    Random random = new Random(seed);
    Object document = VALID.get(random.nextInt(VALID.size()));
    for (int i = 0; i < changes; i++) {
      document = DocumentMutation.of(document, random);
    }

    Problems problems = problems(document);
    boolean fits = problems.fitsSchema();

    assertThat(fits).as("%s: %s", document, problems).isEqualTo(PublishedSchema.accepts(document));
    Statistics.label("fits")
        .collect(fits)
        .coverage(
            it -> {
              it.check(true).percentage(share -> share > 10);
              it.check(false).percentage(share -> share > 10);
            });
  }

  /** A problem of a relation must not hide that the reader accepts what the schema rejects. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"channels\": {\"a\": {\"type\": \"outbox\", \"folder\": \"o\"}}, \"routes\": [{\"channels\": [\"b\"]}]}",
        "{\"coverage\": {\"regions\": [\"eu-west-1\"]}}",
        "{\"links\": {\"roleName\": \"Audit\"}}",
        "{\"incident\": {\"maxHours\": 1, \"inactivityMinutes\": 90}}"
      })
  void bothAcceptTheFormOfADocumentWhoseSectionsContradict(String document) {
    Object json = JsonTree.read("document", document);

    assertThat(problems(json).fitsSchema()).isTrue();
    assertThat(PublishedSchema.accepts(json)).isTrue();
  }
}
