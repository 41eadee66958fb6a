package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Generates the pages of {@code docs/reference/commands} and the golden help texts from the
 * commands. {@code -Drootmon.golden=write} writes them.
 */
class CommandPagesTest {
  private static final String FOLDER = "reference/commands/";
  private static final Path HELP = Path.of("src", "test", "resources", "golden", "help");
  private static final String NOTES = "Notes";
  private static final String EXIT_CODES = "Exit codes";

  @Test
  void everyCommandHasItsPage() throws IOException {
    StringBuilder index =
        new StringBuilder(
            """
            # Commands

            These pages are generated from the help of the commands. [Command line](../cli.md) describes what all commands have in common.

            | command | |
            |---|---|
            """);
    for (Map.Entry<String, CommandLine> command : commands().entrySet()) {
      String name = command.getKey();
      CommandSpec spec = command.getValue().getCommandSpec();
      GeneratedPage.assertIsCurrent(FOLDER + name + ".md", page(spec));
      index.append("| [rootmon %s](%s.md) | %s |\n".formatted(name, name, description(spec)));
    }
    GeneratedPage.assertIsCurrent(FOLDER + "README.md", index.toString());
  }

  @Test
  void aRemovedCommandHasNoPage() throws IOException {
    try (Stream<Path> files = Files.list(GeneratedPage.DOCS.resolve(FOLDER))) {
      assertThat(files.map(it -> it.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(commands().keySet().stream(), Stream.of("README")).toList());
    }
  }

  @Test
  void theHelpTextsAreTheGoldenOnes() throws IOException {
    for (String name : Stream.concat(Stream.of(""), commands().keySet().stream()).toList()) {
      CommandResult help =
          name.isEmpty() ? CommandResult.rootmon("--help") : CommandResult.rootmon("help", name);
      assertThat(help.code()).isZero();
      GoldenText.assertIsCurrent(
          HELP.resolve((name.isEmpty() ? "rootmon" : name) + ".txt"), help.out());
    }
  }

  @Test
  void everyHelpTextListsExitCodesAndExamplesAndFitsATerminal() {
    for (String name : commands().keySet()) {
      String help = CommandResult.rootmon("help", name).out();

      assertThat(help).as(name).contains("\nExit codes:\n  0  ").containsPattern("\nExamples?:\n");
      assertThat(help.lines()).as(name).allMatch(it -> it.length() <= 80);
      assertThat(help).as(name).doesNotContain("Show this help message and exit.");
    }
  }

  private static Map<String, CommandLine> commands() {
    Map<String, CommandLine> commands = new LinkedHashMap<>();
    Rootmon.commandLine(Terminal.ofProcess(Map.of()), "")
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (!name.equals("help")) {
                commands.put(name, command);
              }
            });
    return commands;
  }

  private static String page(CommandSpec spec) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(spec.qualifiedName()).append("\n\n");
    page.append(description(spec)).append("\n\n```text\n");
    CommandLine.Help help =
        new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    page.append(help.synopsis(0).strip()).append("\n```\n\n");
    if (!spec.positionalParameters().isEmpty()) {
      page.append("## Arguments\n\n| argument | |\n|---|---|\n");
      for (PositionalParamSpec argument : spec.positionalParameters()) {
        page.append("| `").append(argument.paramLabel().replace("|", "\\|")).append("` | ");
        page.append(text(argument)).append(" |\n");
      }
      page.append('\n');
    }
    page.append("## Options\n\n| option | |\n|---|---|\n");
    for (OptionSpec option : spec.options()) {
      page.append("| ").append(names(option)).append(" | ").append(text(option));
      page.append(option.required() ? " Required." : "").append(" |\n");
    }
    sections(spec).forEach((title, lines) -> section(title, lines, page));
    return page.toString().replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n";
  }

  private static String names(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
    return Arrays.stream(option.names())
        .map(it -> "`" + it + (it.startsWith("--") ? value : "") + "`")
        .collect(Collectors.joining(", "));
  }

  private static String text(ArgSpec argument) {
    String text = String.join(" ", argument.description());
    String values =
        argument.type().isEnum() ? String.join(", ", UsageErrors.values(argument.type())) : "";
    String initial = String.valueOf(argument.defaultValueString(false));
    return GeneratedPage.cell(
        text.replace("${COMPLETION-CANDIDATES}", values)
            .replace("${DEFAULT-VALUE}", initial)
            .replace("%n", " ")
            .replace("%%", "%"));
  }

  private static String description(CommandSpec spec) {
    return String.join(" ", spec.usageMessage().description()).replace("%n", "").strip();
  }

  /** The parts of the footer by their titles. */
  private static Map<String, List<String>> sections(CommandSpec spec) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    String title = NOTES;
    for (String line : spec.usageMessage().footer()) {
      String printed = line.replace("%%", "%").replace("%n", "");
      if (printed.matches("[A-Z][a-z]+( codes)?:")) {
        title = printed.substring(0, printed.length() - 1);
      } else {
        sections.computeIfAbsent(title, unused -> new ArrayList<>()).add(printed);
      }
    }
    return sections;
  }

  private static void section(String title, List<String> lines, StringBuilder page) {
    String text = String.join("\n", lines).strip();
    if (text.isEmpty()) {
      return;
    }
    page.append("\n## ").append(title).append("\n\n");
    if (title.equals(EXIT_CODES)) {
      page.append("| code | |\n|---|---|\n");
      text.lines()
          .map(it -> it.strip().split(" +", 2))
          .forEach(
              it -> page.append("| ").append(it[0]).append(" | ").append(it[1]).append(" |\n"));
      page.append('\n');
    } else if (title.startsWith("Example")) {
      page.append("```sh aws\n").append(String.join("\n", lines).strip().replace("\n  ", "\n"));
      page.append("\n```\n");
    } else {
      page.append(paragraphs(lines)).append('\n');
    }
  }

  /** Paragraphs of text; indented lines are a block of their own. */
  private static String paragraphs(List<String> lines) {
    StringBuilder text = new StringBuilder();
    boolean isBlock = false;
    for (String line : lines) {
      boolean indented = line.startsWith("  ");
      if (indented != isBlock) {
        text.append(
            indented ? (text.toString().endsWith("\n\n") ? "" : "\n\n") + "```text\n" : "```\n\n");
        isBlock = indented;
      }
      text.append(line.isEmpty() ? "\n\n" : indented ? line.substring(2) + "\n" : line + " ");
    }
    return (text + (isBlock ? "```\n" : ""))
            .replaceAll("[ ]+\n", "\n")
            .replaceAll("\n{3,}", "\n\n")
            .strip()
        + "\n";
  }
}
