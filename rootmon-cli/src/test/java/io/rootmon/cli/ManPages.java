package io.rootmon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes the sources of the man pages: an AsciiDoc file for the program and for each command. The
 * profile {@code man} runs it and converts them to {@code target/man/*.1}.
 *
 * <pre>{@code
 * ManPages FOLDER
 * }</pre>
 */
public final class ManPages {
  private ManPages() {}

  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
  }

  /** Writes the pages to a folder. */
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    CommandLine program = Rootmon.commandLine(Terminal.ofProcess(Map.of()), "");
    Objects.requireNonNull(program.getSubcommands().get("help"))
        .getCommandSpec()
        .usageMessage()
        .hidden(true);
    List<CommandSpec> specs = new ArrayList<>(List.of(program.getCommandSpec()));
    program.getSubcommands().values().forEach(it -> specs.add(it.getCommandSpec()));
    specs.forEach(ManPages::prepare);
    int code =
        ManPageGenerator.generateManPage(
            folder.toFile(),
            null,
            new boolean[0],
            /* overwriteCustomizablePages= */ true,
            specs.get(0));
    if (code != 0) {
      throw new IllegalStateException("picocli ended with " + code);
    }
  }

  /** The name of a page needs a sentence, which picocli reads from the description. */
  private static void prepare(CommandSpec spec) {
    var usage = spec.usageMessage();
    String[] description =
        Arrays.stream(usage.description())
            .map(it -> it.replace("%n", "").strip())
            .filter(it -> !it.isEmpty())
            .toArray(String[]::new);
    if (description.length > 0) {
      usage.description(description);
    }
    Map<String, String> codes = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    boolean isCode = false;
    for (String line : usage.footer()) {
      if (line.matches("[A-Z][a-z]+( codes)?:")) {
        isCode = line.equals("Exit codes:");
      }
      String[] code = line.strip().split(" +", 2);
      if (isCode && code.length == 2 && code[0].matches("\\d")) {
        codes.put(code[0], code[1]);
      } else if (!line.equals("Exit codes:")) {
        notes.add(line);
      }
    }
    usage.exitCodeListHeading("Exit status%n").exitCodeList(codes);
    usage.footerHeading("Notes%n").footer(blocks(notes));
  }

  /** Turns the indented lines of a footer into blocks that keep their line breaks. */
  private static String[] blocks(List<String> footer) {
    List<String> lines = new ArrayList<>();
    boolean isBlock = false;
    for (String line : footer) {
      boolean isIndented = line.startsWith("  ");
      if (isIndented != isBlock) {
        lines.add("....");
        isBlock = isIndented;
      }
      lines.add(line.matches("[A-Z][a-z]+:") ? "*" + line + "*\n" : line);
    }
    if (isBlock) {
      lines.add("....");
    }
    return lines.toArray(String[]::new);
  }
}
