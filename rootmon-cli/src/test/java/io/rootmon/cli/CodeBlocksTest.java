package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.json.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import software.amazon.event.ruler.Machine;

/**
 * Checks every code block of the README and of {@code docs}. The words after the three backticks
 * say how:
 *
 * <ul>
 *   <li>{@code console}: the lines that begin with {@code $ rootmon} are run, and the block shows
 *       the output. {@code -Drootmon.golden=write} writes it.
 *   <li>{@code text output: COMMAND}: the block is the output of the command.
 *   <li>{@code sh run}: every line is run and must end with 0.
 *   <li>{@code sh aws}, {@code console aws}: needs AWS. The options of {@code rootmon} are checked.
 *   <li>{@code sh build}: a build with other tools. The Maven profiles must exist.
 *   <li>{@code json}: a configuration, a policy, or an event pattern. It must be valid.
 *   <li>{@code hcl}: inputs of the Terraform modules. The variables must exist.
 * </ul>
 */
class CodeBlocksTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK =
      Pattern.compile("(?m)^```([^\\n`]*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern INLINE = Pattern.compile("`((?:\\./)?rootmon [^`]+)`");
  private static final Pattern VARIABLE = Pattern.compile("(?m)^variable \"(\\w+)\"");
  private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^(?:  )?(\\w+) *= ");

  /** Languages of blocks that other tests compile, run or compare. */
  private static final Set<String> CHECKED_ELSEWHERE = Set.of("java", "xml", "python", "text");

  private static final Set<String> AWS_TOOLS =
      Set.of("aws", "terraform", "cat", "export", "git", "source", "zcat", "./rootmon", "rootmon");

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      List<Path> pages =
          new ArrayList<>(files.filter(it -> it.toString().endsWith(".md")).toList());
      pages.removeIf(it -> it.toString().contains("/rules/"));
      pages.add(ROOT.resolve("README.md"));
      return pages.stream().sorted();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyBlockIsCurrentAndValid(Path page) throws IOException {
    String text = Files.readString(page);
    String current =
        BLOCK
            .matcher(text)
            .replaceAll(
                it ->
                    Matcher.quoteReplacement(
                        "```" + it.group(1) + "\n" + checked(page, it) + "```"));
    GoldenText.assertIsCurrent(page, current);
  }

  /** A reader pastes a command with options. The name of a command alone is not pasted. */
  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandInTheTextIsComplete(Path page) throws IOException {
    INLINE
        .matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""))
        .results()
        .map(it -> it.group(1))
        .filter(it -> it.contains(" --"))
        .forEach(it -> requireKnown(it, page.getFileName() + ""));
  }

  @Test
  void aBlockWithoutAMarkIsRejected() {
    assertThat(problem("```sh\nrootmon rules\n```\n")).contains("say how the block is checked");
    assertThat(problem("```sh aws\nrootmon rules --formt json\n```\n")).contains("--formt");
    assertThat(problem("```sh aws\nrm -rf /\n```\n")).contains("rm -rf /");
    assertThat(problem("```hcl\nno_such_variable = 1\n```\n")).contains("no_such_variable");
    assertThat(problem("```json\n{\"chanels\": {}}\n```\n")).contains("chanels");
  }

  private String problem(String markdown) {
    Matcher block = BLOCK.matcher(markdown);
    assertThat(block.find()).isTrue();
    try {
      checked(Path.of("page.md"), block.toMatchResult());
      return "";
    } catch (AssertionError | RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Checks a block. Returns what it should contain. */
  private String checked(Path page, MatchResult block) {
    String mark = block.group(1);
    String content = block.group(2);
    String place = page.getFileName() + ": " + content.lines().findFirst().orElse("");
    String language = mark.split(" ", 2)[0];
    if (mark.startsWith("text output: ")) {
      return run(mark.substring("text output: ".length()), place).out().strip() + "\n";
    } else if (mark.equals("console")) {
      return session(content, place);
    } else if (mark.equals("sh run")) {
      content.lines().forEach(it -> run(it, place));
    } else if (mark.equals("sh aws") || mark.equals("console aws")) {
      commands(content, mark).forEach(it -> requireKnown(it, place));
    } else if (mark.equals("sh build")) {
      requireProfiles(content, place);
    } else if (mark.equals("json")) {
      requireValid(content, place);
    } else if (mark.equals("hcl")) {
      requireVariables(content, place);
    } else if (mark.isEmpty()
        && page.endsWith("README.md")
        && content.startsWith("./rootmon alert")) {
      run(content.lines().findFirst().orElseThrow(), place);
    } else {
      assertThat(CHECKED_ELSEWHERE)
          .as(place + ": say how the block is checked, see CodeBlocksTest")
          .contains(language);
    }
    return content;
  }

  private String session(String content, String place) {
    StringBuilder text = new StringBuilder();
    for (String line : content.lines().filter(it -> it.startsWith("$ rootmon")).toList()) {
      text.append(line).append('\n').append(run(line.substring(2), place).out());
    }
    assertThat(text).as(place).isNotEmpty();
    return text.toString();
  }

  private CommandResult run(String command, String place) {
    String[] words =
        Stream.of(command.replaceFirst(" > .*", "").split(" +", -1))
            .skip(1)
            .map(it -> it.startsWith("examples/") ? "../" + it : it)
            .map(it -> it.equals("OUTBOX") ? folder.toString() : it)
            .toArray(String[]::new);
    if (words[0].equals("alert") && !List.of(words).contains("--out")) {
      words =
          Stream.concat(Stream.of(words), Stream.of("--out", folder.toString()))
              .toArray(String[]::new);
    }
    CommandResult result = CommandResult.rootmon(words);
    assertThat(result.code()).as(place + ": " + command + "\n" + result.err()).isZero();
    return new CommandResult(0, result.out().replace("../examples/", "examples/"), result.err());
  }

  /** The commands of a shell block, without the documents in it and with continued lines joined. */
  private static List<String> commands(String content, String mark) {
    String joined = content.replaceAll("\\\\\n *", " ");
    joined = joined.replaceAll("(?s)<<'END'\n.*?\nEND\n", "\n");
    return joined
        .lines()
        .filter(it -> !mark.startsWith("console") || it.startsWith("$ "))
        .map(it -> it.replaceFirst("^\\$ ", ""))
        .filter(it -> !it.isBlank())
        .toList();
  }

  private static void requireKnown(String command, String place) {
    String tool = command.split(" ", 2)[0];
    assertThat(AWS_TOOLS).as(place + ": " + command).contains(tool);
    Matcher folder = Pattern.compile("-chdir=(\\S+)").matcher(command);
    if (folder.find()) {
      assertThat(ROOT.resolve(folder.group(1))).as(place).isDirectory();
    }
    Matcher rootmon = Pattern.compile("(?:^|[|(] ?)(?:\\./)?rootmon ([^|>)(<]*)").matcher(command);
    while (rootmon.find()) {
      CommandLine program = Rootmon.commandLine(Terminal.ofProcess(Map.of()), "");
      String[] words = rootmon.group(1).strip().replaceAll(" {2,}\\(.*", "").split(" +", -1);
      try {
        program.parseArgs(words);
      } catch (CommandLine.ParameterException e) {
        throw new AssertionError(place + ": " + command + ": " + e.getMessage(), e);
      }
    }
  }

  private static void requireProfiles(String content, String place) {
    Matcher profiles = Pattern.compile("mvn .*-P([\\w,-]+)").matcher(content);
    while (profiles.find()) {
      for (String profile : profiles.group(1).split(",", -1)) {
        assertThat(poms()).as(place).contains("<id>" + profile + "</id>");
      }
    }
  }

  private static String poms() {
    return Stream.of("pom.xml", "rootmon-lambda/pom.xml", "rootmon-cli/pom.xml")
        .map(it -> read(ROOT.resolve(it)))
        .collect(Collectors.joining());
  }

  private static void requireValid(String json, String place) {
    Object document = JsonTree.read(place, json);
    if (document instanceof Map<?, ?> object && object.containsKey("Statement")) {
      assertThat(object.get("Version")).as(place).isEqualTo("2012-10-17");
    } else if (document instanceof Map<?, ?> object && object.containsKey("detail-type")) {
      try {
        Machine.builder().build().addRule("rule", json);
      } catch (IOException e) {
        throw new AssertionError(place + ": " + e.getMessage(), e);
      }
    } else {
      assertThat(ConfigurationDocument.parse(place, json)).as(place).isNotNull();
    }
  }

  private static void requireVariables(String content, String place) {
    String variables =
        Stream.of("examples/complete", "examples/single-account", "hub")
            .flatMap(it -> terraform(ROOT.resolve("iac").resolve(it)))
            .collect(Collectors.joining("\n"));
    Set<String> known =
        VARIABLE.matcher(variables).results().map(it -> it.group(1)).collect(Collectors.toSet());
    List<String> assigned = ASSIGNMENT.matcher(content).results().map(it -> it.group(1)).toList();
    assertThat(assigned).as(place).isNotEmpty();
    assertThat(known).as(place).containsAll(assigned);
  }

  private static Stream<String> terraform(Path module) {
    try (Stream<Path> files = Files.list(module)) {
      return files
          .filter(it -> it.toString().endsWith(".tf"))
          .map(CodeBlocksTest::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
