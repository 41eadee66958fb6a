package io.rootmon.cli;

import static io.rootmon.cli.Ran.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.judge.rules.StandardRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootmonTest {
  @Test
  void teaches() {
    Ran ran = rootmon("--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("  alert ", "  explain ", "  scan ", "  rules ")
        .contains("Examples:", "Exit codes:", "Environment:", "NO_COLOR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alert", "explain", "scan", "rules"})
  void teachesEachCommandIn80Columns(String command) {
    Ran ran = rootmon(command, "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("Usage: rootmon " + command).contains("Example");
    assertThat((ran.out() + rootmon("--help").out()).lines()).allMatch(it -> it.length() <= 80);
    assertThat(rootmon("help", command).out()).isEqualTo(ran.out());
  }

  @Test
  void saysItsVersion() {
    assertThat(rootmon("--version").out()).startsWith("rootmon ");
  }

  @Test
  void explainsHowItWasNotUnderstood() {
    assertThat(rootmon())
        .isEqualTo(
            new Ran(
                2,
                "",
                """
                rootmon: expected a command but was none
                rootmon: see 'rootmon --help'
                """));
    assertThat(rootmon("explain"))
        .isEqualTo(
            new Ran(
                2,
                "",
                """
                rootmon: Missing required parameter: 'FILE'
                rootmon: see 'rootmon explain --help'
                """));
    for (String wrong : List.of("--none", "--format=xml")) {
      Ran ran = rootmon("scan", wrong, ".");
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err()).hasLineCount(2).endsWith("see 'rootmon scan --help'\n");
    }
  }

  @Test
  void listsEveryRule() {
    Ran table = rootmon("rules");
    Ran json = rootmon("rules", "--format", "json");

    assertThat(table.out().lines()).allMatch(it -> it.length() < 80);
    assertThat(StandardRules.policy().rules())
        .isNotEmpty()
        .allMatch(it -> table.out().contains(" " + it.id() + " "))
        .allMatch(it -> json.out().contains("\"id\" : \"" + it.id() + "\""));
  }
}
