package io.rootmon.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.json.JsonTree;
import io.rootmon.secret.SecretReference;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Settings SETTINGS =
      Settings.of(
          "rootmon.json",
          JsonTree.read(
              "rootmon.json",
              """
              {"text": "a", "number": 7, "texts": ["a", "b"], "mixed": ["a", 1],
               "objects": [{"text": "first"}, {"number": true}],
               "env": {"env": "TOKEN"}, "ssm": {"ssm": "/token"}, "bad": {"env": "A B"},
               "arn": {"secretsManager": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:s",
                       "key": "token"}}
              """));

  @Test
  void givesWhatIsThere() {
    assertThat(SETTINGS.text("text")).isEqualTo("a");
    assertThat(SETTINGS.optionalText("none")).isEmpty();
    assertThat(SETTINGS.optionalNumber("number")).contains(7);
    assertThat(SETTINGS.texts("texts")).containsExactly("a", "b");
    assertThat(SETTINGS.texts("none")).isEmpty();
    assertThat(SETTINGS.objects("objects").get(0).text("text")).isEqualTo("first");
    assertThat(SETTINGS.object("env").keys()).isEqualTo(List.of("env"));
  }

  @Test
  void givesReferencesToSecrets() {
    assertThat(SETTINGS.secret("env")).isEqualTo(new SecretReference.Env("TOKEN"));
    assertThat(SETTINGS.secret("ssm")).isEqualTo(new SecretReference.Ssm("/token"));
    assertThat(SETTINGS.secret("arn"))
        .isEqualTo(
            new SecretReference.SecretsManager(
                "arn:aws:secretsmanager:eu-west-1:111122223333:secret:s", Optional.of("token")));
  }

  @Test
  void namesThePathOfWhatIsNotAsExpected() {
    assertProblem(() -> SETTINGS.text("none"), "none: expected a text but was missing");
    assertProblem(() -> SETTINGS.text("number"), "number: expected a text but was 7");
    assertProblem(
        () -> SETTINGS.optionalNumber("text"), "text: expected a number but was the text 'a'");
    assertProblem(() -> SETTINGS.texts("text"), "text: expected a list but was the text 'a'");
    assertProblem(() -> SETTINGS.texts("mixed"), "mixed[1]: expected a text but was 1");
    assertProblem(() -> SETTINGS.object("texts"), "texts: expected an object but was a list");
    assertProblem(
        () -> SETTINGS.objects("objects").get(1).text("number"),
        "objects[1].number: expected a text but was true");
    assertProblem(
        () -> SETTINGS.secret("bad"),
        "bad.env: expected the name of an environment variable but was another text");
  }

  @Test
  void whatAValueSaysOfItselfGetsThePath() {
    Settings inner = SETTINGS.object("env");

    assertProblem(
        () ->
            inner.make(
                it -> {
                  throw new IllegalArgumentException("env: expected more");
                }),
        "env.env: expected more");
    assertProblem(
        () -> SETTINGS.make(it -> inner.make(own -> own.text("none"))),
        "env.none: expected a text but was missing");
  }

  @Test
  void aMessageStaysALine() {
    String json = "{\"a\\nb\": \"c\\n" + "d".repeat(100) + "\"}";
    Settings settings = Settings.of("rootmon.json", JsonTree.read("rootmon.json", json));

    assertProblem(
        () -> settings.object("a\nb"),
        "a b: expected an object but was the text 'c " + "d".repeat(58) + "…'");
  }

  private static void assertProblem(ThrowingCallable call, String problem) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rootmon.json: " + problem);
  }
}
