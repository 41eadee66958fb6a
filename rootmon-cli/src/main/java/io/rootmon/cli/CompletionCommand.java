package io.rootmon.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code rootmon completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints the completion script for a shell.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "Exit codes:",
      "  0  done",
      "  2  invalid options or arguments",
      "",
      "Examples:",
      "  source <(rootmon completion bash)",
      "  source <(rootmon completion zsh)",
      "  rootmon completion fish > ~/.config/fish/completions/rootmon.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells. */
  enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Shell shell;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine program = Rootmon.commandLine(terminal, "");
    terminal
        .out()
        .print(
            shell == Shell.FISH
                ? fish(program)
                // The script of picocli works in zsh too: it loads bashcompinit there.
                : AutoComplete.bash("rootmon", program));
    return ExitCode.DONE.value();
  }

  private static String fish(CommandLine program) {
    StringBuilder script = new StringBuilder("# fish completion for rootmon\n");
    Map<String, CommandLine> commands = new TreeMap<>(program.getSubcommands());
    String known = String.join(" ", commands.keySet());
    options(script, "__fish_use_subcommand", program.getCommandSpec());
    commands.forEach(
        (name, command) -> {
          CommandSpec spec = command.getCommandSpec();
          line(script, "__fish_use_subcommand")
              .append(" -f -a ")
              .append(name)
              .append(" -d ")
              .append(quoted(String.join(" ", spec.usageMessage().description())))
              .append('\n');
          options(script, "__fish_seen_subcommand_from " + name, spec);
        });
    line(script, "__fish_seen_subcommand_from help").append(" -f -a ").append(quoted(known));
    line(script.append('\n'), "__fish_seen_subcommand_from completion")
        .append(" -f -a 'bash zsh fish'\n");
    return script.toString();
  }

  private static void options(StringBuilder script, String condition, CommandSpec command) {
    for (OptionSpec option : command.options()) {
      line(script, condition);
      Arrays.stream(option.names())
          .forEach(
              it ->
                  script
                      .append(it.startsWith("--") ? " -l " : " -s ")
                      .append(it.replaceAll("^-+", "")));
      if (option.arity().max() > 0) {
        script.append(" -r");
        if (option.type().isEnum()) {
          script
              .append(" -f -a ")
              .append(quoted(String.join(" ", UsageErrors.values(option.type()))));
        }
      }
      String description = String.join(" ", option.description()).replaceAll("\\$\\{[^}]*\\}", "");
      script.append(" -d ").append(quoted(description.replaceFirst("[.:;(].*", ""))).append('\n');
    }
  }

  private static StringBuilder line(StringBuilder script, String condition) {
    return script.append("complete -c rootmon -n ").append(quoted(condition));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
