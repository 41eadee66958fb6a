package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.scan.ScanCommand;
import io.rootmon.judge.rules.StandardRules;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class RootmonTest {
  @Test
  void printsHelp() {
    CommandResult ran = rootmon("--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains(
            "  alert ",
            "  explain ",
            "  scan ",
            "  rules ",
            "  check-config ",
            "  send-test ",
            "  coverage ")
        .contains("Examples:", "Exit codes:", "Environment:", "NO_COLOR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"alert", "explain", "scan", "rules", "check-config", "send-test", "coverage"})
  void printsTheHelpOfEachCommandIn80Columns(String command) {
    CommandResult ran = rootmon(command, "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("Usage: rootmon " + command).contains("Example");
    assertThat((ran.out() + rootmon("--help").out()).lines()).allMatch(it -> it.length() <= 80);
    assertThat(rootmon("help", command).out()).isEqualTo(ran.out());
  }

  /** A line a little too long came out as three. */
  @Test
  void breaksNoLineOfItsHelp() {
    Map<List<String>, Class<?>> commands =
        Map.of(
            List.of("--help"), Rootmon.class,
            List.of("alert", "--help"), AlertCommand.class,
            List.of("explain", "--help"), ExplainCommand.class,
            List.of("scan", "--help"), ScanCommand.class,
            List.of("rules", "--help"), RulesCommand.class,
            List.of("check-config", "--help"), CheckConfigCommand.class,
            List.of("send-test", "--help"), SendTestCommand.class);

    commands.forEach(
        (arguments, command) ->
            assertThat(rootmon(arguments.toArray(String[]::new)).out().lines().toList())
                .containsSequence(command.getAnnotation(Command.class).footer()));
  }

  @Test
  void usesAnArgumentAsWritten() {
    for (String name : List.of("@../examples/root-console-login.json", "a\u0000b")) {
      for (String command : List.of("explain", "scan", "alert")) {
        assertThat(rootmon(command, name).err())
            .startsWith("rootmon: No such file or folder: " + TerminalText.line(name) + "\n");
      }
    }
  }

  @Test
  void rejectsTheTextOfAnUnsetVariable() {
    for (String command : List.of("explain", "scan", "alert")) {
      assertThat(rootmon(command, ""))
          .isEqualTo(
              new CommandResult(
                  2,
                  "",
                  "rootmon: A FILE argument is empty. Check that the shell variable in it is set.\n"));
    }
    CommandResult ran = rootmon("alert", "--out", "", "-");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("rootmon: --out: the path is empty. Check that the shell variable");
  }

  @Test
  void reportsLostOutput() {
    assertThat(onto("No space left on device"))
        .isEqualTo(
            new CommandResult(
                4, "", "rootmon: Cannot write to standard output: No space left on device\n"));
    assertThat(onto("Broken pipe")).isEqualTo(new CommandResult(0, "", ""));
  }

  /** Standard output of which each byte fails. */
  private static CommandResult onto(String problem) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(problem);
          }
        };
    TrackedPrintStream out = new TrackedPrintStream(new BufferedOutputStream(full), false);
    int code = Rootmon.run(terminal(InputStream.nullInputStream(), out, err, false), "rules");
    return new CommandResult(code, "", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void reportsABugOnOneLine() {
    assertThat(buggy(false))
        .isEqualTo(
            "rootmon: Internal error: java.lang.IllegalStateException: not []0m planned."
                + " Set ROOTMON_TRACE=1 to print the stack trace.\n");
    assertThat(buggy(true))
        .contains("\tat ".replace("\t", " "), "RootmonTest")
        .doesNotContain("\u001b");
  }

  private static String buggy(boolean showsTraces) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in =
        new InputStream() {
          @Override
          public int read() {
            return -1;
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            throw new IllegalStateException("not \u001b[]0m planned");
          }
        };
    TrackedPrintStream out = new TrackedPrintStream(OutputStream.nullOutputStream(), false);
    assertThat(Rootmon.run(terminal(in, out, err, showsTraces), "explain", "-")).isEqualTo(4);
    return err.toString(StandardCharsets.UTF_8);
  }

  private static Terminal terminal(
      InputStream in, TrackedPrintStream out, OutputStream err, boolean showsTraces) {
    return new Terminal(
        in,
        out,
        new TrackedPrintStream(err, true),
        false,
        false,
        false,
        80,
        showsTraces,
        InstantSource.system(),
        Map.of());
  }

  @Test
  void printsItsVersion() {
    assertThat(rootmon("--version").out()).startsWith("rootmon ");
  }

  @Test
  void explainsHowItWasNotUnderstood() {
    assertThat(rootmon())
        .isEqualTo(
            new CommandResult(
                2,
                "",
                """
                rootmon: No command is given.
                rootmon: Run 'rootmon --help' for usage and examples.
                """));
    assertThat(rootmon("explain"))
        .isEqualTo(
            new CommandResult(
                2,
                "",
                """
                rootmon: 'rootmon explain' needs FILE|RULE-ID.
                rootmon: Run 'rootmon explain --help' for usage and examples.
                """));
    for (String wrong : List.of("--none", "--format=xml")) {
      CommandResult ran = rootmon("scan", wrong, ".");
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err())
          .hasLineCount(2)
          .endsWith("Run 'rootmon scan --help' for usage and examples.\n");
    }
  }

  @Test
  void listsEveryRule() {
    CommandResult table = rootmon("rules");
    CommandResult json = rootmon("rules", "--format", "json");

    assertThat(table.out().lines()).allMatch(it -> it.length() < 80);
    assertThat(StandardRules.policy().rules())
        .isNotEmpty()
        .allMatch(it -> table.out().contains("  " + it.id() + "\n"))
        .allMatch(it -> json.out().contains("\"id\" : \"" + it.id() + "\""));
  }
}
