package io.rootmon.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.internal.json.JsonTree;
import io.rootmon.secret.SecretReference;
import io.rootmon.settings.Settings.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final ValueType<String> LETTER = ValueType.text("a letter", "[a-z]", "x");
  private static final ValueType<Integer> FEW = ValueType.integer("1 to 9", 1, 9);

  @Test
  void readsValuesOfTheirTypes() {
    String json =
        """
        {"text": "a", "number": 7.0, "texts": ["a", "b"], "yes": true,
         "env": {"env": "TOKEN"}, "ssm": {"ssm": "/token"},
         "arn": {"secretsManager": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:s",
                 "key": "token"}}
        """;

    Problems problems = new Problems("rootmon.json");
    Optional<List<Object>> read =
        Settings.read(
            problems,
            JsonTree.read("rootmon.json", json),
            it ->
                List.of(
                    it.required("text", LETTER),
                    it.optional("none", LETTER),
                    it.required("number", FEW),
                    it.list("texts", ValueType.list("letters", LETTER)),
                    it.required("yes", ValueType.bool()),
                    it.required("env", ValueType.SECRET),
                    it.required("ssm", ValueType.SECRET),
                    it.required("arn", ValueType.SECRET)));

    assertThat(read)
        .contains(
            List.of(
                "a",
                Optional.empty(),
                7,
                List.of("a", "b"),
                true,
                new SecretReference.Env("TOKEN"),
                new SecretReference.Ssm("/token"),
                new SecretReference.SecretsManager(
                    "arn:aws:secretsmanager:eu-west-1:111122223333:secret:s",
                    Optional.of("token"))));
    assertThat(problems.count()).isZero();
  }

  @Test
  void reportsEveryProblemOfAnObjectAndReturnsNothing() {
    assertThat(
            problems(
                "{\"a\": 1, \"b\": 0, \"texts\": [\"a\", 7, \"b\", \"cc\"], \"old\": 1, \"other\": 1}",
                it -> {
                  it.requireOnlyKeys(Map.of("old", "new"), "a", "b", "c", "texts", "new");
                  return it.required("a", LETTER)
                      + it.required("b", FEW)
                      + it.required("c", LETTER)
                      + it.list("texts", ValueType.list("letters", LETTER));
                }))
        .isEqualTo(
            """
            rootmon.json: old: was renamed. Use new
            rootmon.json: other: is an unknown key. Use a, b, c, texts, new
            rootmon.json: a: must be a letter but is 1
            rootmon.json: b: must be 1 to 9 but is 0
            rootmon.json: c: is missing. Set it to a letter
            rootmon.json: texts[1]: must be a letter but is 7
            rootmon.json: texts[3]: must be a letter but is 'cc'""");
  }

  @Test
  void reportsWhatAConstructorRejectsUnderThePathOfTheObject() {
    assertThat(
            problems(
                "{\"inner\": {\"a\": \"b\"}}",
                it ->
                    it.object(
                        "inner",
                        "an object",
                        inner -> {
                          throw new IllegalArgumentException("a: expected more");
                        })))
        .isEqualTo("rootmon.json: inner.a: expected more");
  }

  @Test
  void reportsNoTextOfASecret() {
    assertThat(
            problems(
                "{\"a\": \"hush\", \"b\": {\"env\": \"hu-sh\"}, \"c\": {\"ssm\": \"/a\", \"env\": \"A\"}}",
                it ->
                    List.of(
                        it.required("a", ValueType.SECRET),
                        it.required("b", ValueType.SECRET),
                        it.required("c", ValueType.SECRET))))
        .isEqualTo(
            """
            rootmon.json: a: must be an object with the location of the secret, such as {"env":"NAME"}, but is a different string
            rootmon.json: b.env: must be the name of an environment variable but is a different string
            rootmon.json: c: must have exactly one of secretsManager, ssm, env but has ssm with env""");
  }

  @Test
  void aMessageStaysALine() {
    assertThat(
            problems(
                "{\"a\\nb\": \"c\\n" + "d".repeat(100) + "\"}", it -> it.required("a\nb", LETTER)))
        .isEqualTo("rootmon.json: a b: must be a letter but is 'c " + "d".repeat(58) + "…'");
  }

  @Test
  void addsTheDocumentAndThePathToTheExceptionOfACreator() {
    Settings.read(
        new Problems("rootmon.json"),
        Map.of("inner", Map.of("a", "b")),
        it ->
            it.object(
                "inner",
                "an object",
                inner -> {
                  assertThatThrownBy(
                          () ->
                              inner.create(
                                  own -> {
                                    throw new IllegalArgumentException("a: expected more");
                                  }))
                      .isInstanceOf(IllegalArgumentException.class)
                      .hasMessage("rootmon.json: inner.a: expected more");
                  return inner;
                }));
  }

  private static String problems(String json, Function<Settings, Object> reader) {
    Problems problems = new Problems("rootmon.json");
    assertThat(Settings.read(problems, JsonTree.read("rootmon.json", json), reader)).isEmpty();
    return problems.toString();
  }
}
