package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.text.Suggestion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          alrt x                  | Unknown command 'alrt'. Did you mean 'alert'?
          chekc-config x          | Unknown command 'chekc-config'. Did you mean 'check-config'?
          SCAN x                  | Unknown command 'SCAN'. Did you mean 'scan'?
          help raport             | Unknown command 'raport'. Did you mean 'report'?
          alert --confg x y       | Unknown option '--confg' of 'rootmon alert'. Did you mean '--config'?
          scan --fromat=json .    | Unknown option '--fromat' of 'rootmon scan'. Did you mean '--format'?
          explain --limit 3 .     | Unknown option '--limit' of 'rootmon explain'.
          alert                   | 'rootmon alert' needs FILE.
          coverage                | 'rootmon coverage' needs --config FILE.
          alert --config          | Option --config needs a value: --config FILE.
          scan -f xml .           | 'xml' is not valid for --format. Use text, json, csv, html or ocsf.
          scan --format=jsno .    | 'jsno' is not valid for --format. Use text, json, csv, html or ocsf. Did you mean 'json'?
          scan -s hihg .          | 'hihg' is not valid for --min-severity. Use INFO, LOW, MEDIUM, HIGH or CRITICAL. Did you mean 'HIGH'?
          scan --limit many .     | 'many' is not valid for --limit. Use a whole number.
          rules root.sign-in x y  | Unexpected argument 'root.sign-in' of 'rootmon rules'.
          coverage -c a -c b      | Option --config is given more than once.
          """)
  void namesTheArgumentAndTheFix(String line, String problem) {
    CommandResult ran = rootmon(line.split(" +"));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).hasLineCount(2).startsWith("rootmon: " + problem + "\n");
    assertThat(ran.err()).containsPattern("Run 'rootmon [a-z -]*--help' for usage and examples");
  }

  @Test
  void listsTheCommandsWhenNoneIsNear() {
    assertThat(rootmon("deploy").err())
        .startsWith("rootmon: Unknown command 'deploy'. The commands are: alert, explain, scan, ");
  }

  @Test
  void suggestsOnlyWhatIsNear() {
    List<String> known = List.of("alert", "explain", "scan", "report");

    assertThat(Suggestion.of("scna", known)).hasValue("scan");
    assertThat(Suggestion.of("rprot", known)).isEmpty();
    assertThat(Suggestion.of("explian", known)).hasValue("explain");
    assertThat(Suggestion.of("x", known)).isEmpty();
    assertThat(Suggestion.of("delete", known)).isEmpty();
  }

  @Test
  void quietPrintsErrorsAndResultsOnly() {
    String audit = CommandResult.example("assume-root-audit.json");

    assertThat(rootmon("report", "-q", audit)).isEqualTo(new CommandResult(0, "", ""));
    assertThat(rootmon("report", audit).err()).isNotEmpty();
    assertThat(rootmon("explain", "--quiet", "none.json").err())
        .isEqualTo("rootmon: No such file or folder: none.json\n");
  }
}
