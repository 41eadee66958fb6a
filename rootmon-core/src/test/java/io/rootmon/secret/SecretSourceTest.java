package io.rootmon.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSourceTest {
  private final Map<String, String> environment = new HashMap<>();
  private final SecretSource variable =
      Secrets.environment(new SecretReference.Env("SLACK_TOKEN"), environment::get);

  @Test
  void returnsItsValue() throws IOException {
    SecretSource literal = SecretSource.literal("hush\n");

    assertThat(literal.current()).isEqualTo(literal.refresh()).isEqualTo(new Secret("hush"));
    assertThat(literal.toString()).doesNotContain("hush");
  }

  @Test
  void readsAVariable() throws IOException {
    environment.put("SLACK_TOKEN", "hush");

    assertThat(variable.current()).isEqualTo(variable.refresh()).isEqualTo(new Secret("hush"));
    assertThat(variable).hasToString("environment variable SLACK_TOKEN");
  }

  @Test
  void namesTheVariableThatIsMissing() {
    assertThatThrownBy(variable::current)
        .isInstanceOf(IOException.class)
        .hasMessage("environment variable SLACK_TOKEN is not set");
    assertThatThrownBy(() -> SecretSource.environment("SLACK TOKEN"))
        .hasMessage("env: must be the name of an environment variable but is a different string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hu\nsh", "hu sh", "hüsh", "hu\u0000sh"})
  void doesNotQuoteAnInvalidReference(String value) {
    environment.put("SLACK_TOKEN", value);

    assertThatThrownBy(variable::current)
        .hasMessage(
            "environment variable SLACK_TOKEN: secret: must be printable ASCII without spaces"
                + " but contains another character")
        .hasStackTraceContaining("Secret")
        .satisfies(it -> assertThat(it.getCause()).hasMessageNotContaining(value));
  }

  @Test
  void doesNotPrint() {
    assertThat(new Secret("hush")).hasToString("***");
    assertThat(String.format("%s", new Secret("hush"))).isEqualTo("***");
    assertThatThrownBy(() -> new Secret(" ")).hasMessage("secret: must not be empty");
  }
}
