import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Prints the size of each module as a Markdown table: {@code java benchmarks/src/size/Size.java}.
 *
 * <p>A code line is a line that is no comment, no import, no package clause and not blank. Public
 * types are top-level types outside of internal packages. With a command after {@code --}, the
 * {@code io.rootmon} types that a Java process loads are counted, for example:
 *
 * <pre>java benchmarks/src/size/Size.java . -- -cp CLASSPATH io.rootmon.cli.Rootmon alert event.json
 * </pre>
 */
public final class Size {
  private static final List<String> MODULES =
      List.of("rootmon-core", "rootmon-lambda", "rootmon-cli");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern NO_CODE =
      Pattern.compile("\\s*(?://.*)?|(?:import|package) .*;\\s*");
  private static final Pattern PUBLIC =
      Pattern.compile(
          "^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|record|interface|enum) ",
          Pattern.MULTILINE);
  private static final Pattern LOADED = Pattern.compile("\\b(io\\.rootmon\\.[\\w.$]+) source:");

  private record Row(String name, int files, long lines, int publicTypes, String largest) {
    String format() {
      return String.format(
          "| %s | %d | %,d | %d | %s |", name, files, lines, publicTypes, largest);
    }
  }

  private Size() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> given = List.of(arguments);
    int split = given.indexOf("--");
    Path root = Path.of(given.isEmpty() || split == 0 ? "." : given.get(0));
    System.out.println("| module | files | code lines | public types | largest file |");
    System.out.println("|---|---|---|---|---|");
    List<Row> rows = new ArrayList<>();
    for (String module : MODULES) {
      rows.add(row(module, root.resolve(module).resolve("src/main/java")));
      System.out.println(rows.get(rows.size() - 1).format());
    }
    System.out.println(
        new Row(
                "sum",
                rows.stream().mapToInt(Row::files).sum(),
                rows.stream().mapToLong(Row::lines).sum(),
                rows.stream().mapToInt(Row::publicTypes).sum(),
                "")
            .format());
    if (split >= 0) {
      System.out.println();
      System.out.println(
          "io.rootmon types loaded: " + loaded(given.subList(split + 1, given.size())).size());
    }
  }

  private static Row row(String module, Path sources) throws IOException {
    int files = 0;
    int publicTypes = 0;
    long lines = 0;
    long most = 0;
    String largest = "";
    List<Path> all;
    try (Stream<Path> found = Files.walk(sources)) {
      all = found.filter(it -> it.toString().endsWith(".java")).sorted().toList();
    }
    for (Path file : all) {
      if (file.endsWith("package-info.java")) {
        continue;
      }
      String text = Files.readString(file);
      long code =
          COMMENT
              .matcher(text)
              .replaceAll("")
              .lines()
              .filter(it -> !NO_CODE.matcher(it).matches())
              .count();
      files++;
      lines += code;
      if (!file.toString().contains("internal") && PUBLIC.matcher(text).find()) {
        publicTypes++;
      }
      if (code > most) {
        most = code;
        largest = file.getFileName() + " (" + code + ")";
      }
    }
    return new Row(module, files, lines, publicTypes, largest);
  }

  /** Runs Java and returns the types of rootmon that it loads, without lambdas. */
  private static Set<String> loaded(List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+load:stdout");
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Set<String> types = new TreeSet<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Matcher type = LOADED.matcher(line);
        if (type.find() && !type.group(1).contains("$$Lambda")) {
          types.add(type.group(1));
        }
      }
    }
    process.waitFor();
    return types;
  }
}
