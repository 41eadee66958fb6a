package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assertThat(complete("rootmon", "sca")).containsExactly("scan");
    assertThat(complete("rootmon", "co")).contains("coverage", "completion");
    assertThat(complete("rootmon", "scan", "--fo")).containsExactly("--format");
    assertThat(complete("rootmon", "scan", "--format", "")).contains("json", "html");
  }

  @Test
  void zshUsesTheScriptWithBashcompinit() {
    assertThat(rootmon("completion", "zsh").out()).contains("bashcompinit", "_complete_rootmon");
  }

  @Test
  void fishCompletesEveryCommandAndOption() {
    CommandResult ran = rootmon("completion", "fish");

    assertThat(ran.code()).isZero();
    Rootmon.commandLine(terminal(), "")
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(ran.out()).contains(" -f -a " + name + " -d '");
              command
                  .getCommandSpec()
                  .options()
                  .forEach(
                      it -> assertThat(ran.out()).contains(" -l " + it.longestName().substring(2)));
            });
    assertThat(ran.out().lines().skip(1)).allMatch(it -> it.startsWith("complete -c rootmon -n '"));
    assertThat(rootmon("completion", "tcsh").err())
        .startsWith("rootmon: 'tcsh' is not valid for SHELL. Use bash, zsh or fish.\n");
  }

  /** Runs the completion in a bash, as a tab key does. */
  private List<String> complete(String... words) throws Exception {
    Path script = folder.resolve("rootmon.bash");
    Files.writeString(script, rootmon("completion", "bash").out());
    String line =
        "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _complete_rootmon;"
            + " printf '%s\\n' \"${COMPREPLY[@]}\"";
    var command = new ArrayList<>(List.of("bash", "--norc", "-c", line, "bash", script.toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  private static Terminal terminal() {
    return new Terminal(
        InputStream.nullInputStream(),
        new TrackedPrintStream(OutputStream.nullOutputStream(), false),
        new TrackedPrintStream(OutputStream.nullOutputStream(), false),
        false,
        false,
        false,
        80,
        false,
        InstantSource.system(),
        Map.of());
  }
}
