package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the prose of the whole project for the words in {@code docs/banned-words.txt}. */
class ProseTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path WORDS = ROOT.resolve("docs/banned-words.txt");
  private static final String GOLDEN = "rootmon-core/src/test/resources/golden/";

  /** The glossary and the changelog quote the words that they replace. */
  private static final List<String> QUOTING = List.of("docs/reference/glossary.md", "CHANGELOG.md");

  private static final Pattern NOT_PROSE_IN_JAVA =
      Pattern.compile(
          "\\{@(?:code|link|linkplain|value|literal)\\b[^}]*\\}|<a\\s+href=\"[^\"]*\">"
              + "|<code>.*?</code>|https?://\\S+",
          Pattern.DOTALL);
  private static final Pattern NOT_PROSE_IN_MARKDOWN =
      Pattern.compile(
          "```.*?```|`[^`]*`|\\]\\([^)]*\\)|<!--.*?-->|https?://\\S+|^    .*?$"
              + "|\\b[a-z][\\w-]*(?:\\.[a-z][\\w-]*)+",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern NOT_PROSE_IN_TEMPLATES =
      Pattern.compile("<style>.*?</style>|<[^#/@][^>]*>|\\$\\{[^}]*\\}", Pattern.DOTALL);
  private static final Pattern NOT_PROSE_IN_MESSAGES =
      Pattern.compile(
          "<style>.*?</style>|<[a-zA-Z/!][^>]*>|https?[:\\[\\]]*//\\S+|\"(?:id|rule|ruleId)\": *\"[^\"]*\""
              + "|`[^`]*`|[\\w-]+\\.[\\w.-]+",
          Pattern.DOTALL);

  private static final List<String> LINES = lines();

  private record Word(String text, Pattern pattern, String replacement) {}

  private record Passage(int line, String text) {}

  private record Hit(String path, int line, String found, String replacement) {
    @Override
    public String toString() {
      return path + ":" + line + ": '" + found + "': write: " + replacement;
    }
  }

  @Test
  void proseUsesNoBannedWord() throws IOException {
    List<Hit> hits = new ArrayList<>();
    List<Word> words = words();
    for (Path file : files()) {
      String path = ROOT.relativize(file).toString().replace('\\', '/');
      hits.addAll(hits(path, Files.readString(file), words));
    }

    assertThat(hits).as("banned words; see docs/banned-words.txt").isEmpty();
  }

  @Test
  void everyBannedWordIsFoundInEveryKindOfText() {
    List<Word> words = words();
    String java =
        "/** Tells of a far end. */ class A { // nobody\n String a = \"whoever is told\";"
            + " char b = '\"'; /* {@code anew} */ String c = \"anew\"; }";

    assertThat(hits("A.java", java, words))
        .extracting(it -> it.line() + " " + it.found())
        .containsExactlyInAnyOrder("1 Tells of", "1 far end", "1 nobody", "2 whoever", "2 is told");
    assertThat(hits("a.md", "It `knows` that.\n\n```\nanew\n```\nIt\nknows that.", words))
        .extracting(it -> it.line() + " " + it.found().replaceAll("\\s", "_"))
        .containsExactly("7 knows");
    assertThat(hits("a.ftl", "<#if knows??><p class=\"anew\">at worst</p>", words))
        .extracting(Hit::found)
        .contains("at worst");
    assertThat(hits(GOLDEN + "a/b/c/d.txt", "- Somebody knows: 3 at\n  worst", words)).hasSize(3);
  }

  @Test
  void everyPatternIsInUse() {
    assertThat(words()).hasSizeGreaterThan(50);
    assertThat(words()).extracting(Word::text).doesNotHaveDuplicates();
    assertThat(words()).allMatch(it -> !it.replacement().isBlank());
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(WORDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Word> words() {
    List<Word> words = new ArrayList<>();
    for (String line : LINES) {
      if (line.isBlank() || line.startsWith("#") || line.startsWith("!")) {
        continue;
      }
      String[] parts = line.split(" => ", 2);
      String regex = parts[0].replace(" ", "\\s+");
      words.add(new Word(parts[0], Pattern.compile(regex, Pattern.CASE_INSENSITIVE), parts[1]));
    }
    return words;
  }

  /** The exact texts that a file may contain. */
  private static List<String> exceptions(String path) {
    return LINES.stream()
        .filter(it -> it.startsWith("! " + path + ": "))
        .map(it -> it.substring(it.indexOf(": ") + 2))
        .toList();
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module : List.of("rootmon-core", "rootmon-lambda", "rootmon-cli", "benchmarks")) {
      files.addAll(
          find(ROOT.resolve(module), it -> it.matches(".*src/(main|test)/java/.*\\.java")));
    }
    files.addAll(find(ROOT.resolve("rootmon-templates/src/main"), it -> it.endsWith(".ftl")));
    files.addAll(find(ROOT.resolve(GOLDEN), it -> it.matches(".*\\.(txt|json)")));
    files.addAll(find(ROOT, it -> it.endsWith(".md") && !QUOTING.contains(it)));
    return files;
  }

  private static List<Path> find(Path folder, Predicate<String> wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(
              it -> {
                String path = ROOT.relativize(it).toString().replace('\\', '/');
                return Files.isRegularFile(it)
                    && wanted.test(path)
                    && !path.matches("(?:.*/)?(?:target|node_modules|\\.[^/]*)/.*");
              })
          .sorted()
          .toList();
    }
  }

  private static List<Hit> hits(String path, String content, List<Word> words) {
    List<Hit> hits = new ArrayList<>();
    List<String> exceptions = exceptions(path);
    for (Passage passage : passages(path, content)) {
      for (Word word : words) {
        Matcher found = word.pattern().matcher(passage.text());
        while (found.find()) {
          int line = passage.line() + newlines(passage.text(), found.start());
          if (exceptions.stream().noneMatch(it -> covers(it, passage.text(), found.start()))) {
            hits.add(new Hit(path, line, found.group(), word.replacement()));
          }
        }
      }
    }
    return hits;
  }

  private static boolean covers(String exception, String text, int at) {
    int from = text.lastIndexOf(exception, at);
    return from >= 0 && at < from + exception.length();
  }

  private static int newlines(String text, int end) {
    return (int) text.substring(0, end).chars().filter(it -> it == '\n').count();
  }

  private static List<Passage> passages(String path, String content) {
    if (path.endsWith(".java")) {
      // Strings of tests are often input.
      return new JavaProse(content, !path.contains("src/test/java/")).passages();
    }
    Pattern skipped =
        path.endsWith(".md")
            ? NOT_PROSE_IN_MARKDOWN
            : path.endsWith(".ftl") ? NOT_PROSE_IN_TEMPLATES : NOT_PROSE_IN_MESSAGES;
    return List.of(new Passage(1, blank(content, skipped)));
  }

  /** Replaces what is not prose by as many lines. */
  private static String blank(String text, Pattern skipped) {
    return skipped
        .matcher(text)
        .replaceAll(
            it ->
                Matcher.quoteReplacement(
                    "·" + "\n".repeat(newlines(it.group(), it.group().length()))));
  }

  /** Finds the comments of a Java file, and its strings of more than one word. */
  private static final class JavaProse {
    private final String source;
    private final boolean readsStrings;
    private final List<Passage> passages = new ArrayList<>();
    private int at;

    JavaProse(String source, boolean readsStrings) {
      this.source = source;
      this.readsStrings = readsStrings;
    }

    List<Passage> passages() {
      while (at < source.length()) {
        if (source.startsWith("//", at)) {
          comment(at + 2, end("\n", at), 0);
        } else if (source.startsWith("/*", at)) {
          comment(at + 2, end("*/", at), 2);
        } else if (source.startsWith("\"\"\"", at)) {
          string(at + 3, end("\"\"\"", at + 3), 3);
        } else if (source.charAt(at) == '"') {
          string(at + 1, quoted('"'), 1);
        } else if (source.charAt(at) == '\'') {
          at = quoted('\'') + 1;
        } else {
          at++;
        }
      }
      return passages;
    }

    private int end(String mark, int from) {
      int end = source.indexOf(mark, from);
      return end < 0 ? source.length() : end;
    }

    private int quoted(char mark) {
      int end = at + 1;
      while (end < source.length() && source.charAt(end) != mark) {
        end += source.charAt(end) == '\\' ? 2 : 1;
      }
      return Math.min(end, source.length());
    }

    private void comment(int from, int to, int mark) {
      String text = source.substring(from, to).replaceAll("(?m)^[ \\t]*\\* ?", " ");
      add(from, blank(text, NOT_PROSE_IN_JAVA));
      at = Math.min(source.length(), to + Math.max(mark, 1));
    }

    private void string(int from, int to, int mark) {
      String text = source.substring(from, to);
      if (readsStrings && text.strip().contains(" ")) {
        add(from, text.replaceAll("'[a-z]+[^']*'|`[^`]*`", "·"));
      }
      at = Math.min(source.length(), to + mark);
    }

    private void add(int from, String text) {
      passages.add(new Passage(1 + newlines(source, from), text));
    }
  }
}
