package io.rootmon.internal.config;

import io.rootmon.internal.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All JSON of the source tree, configuration or not: files, blocks in prose, rows of tests. */
final class RepositoryJson {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TEXT_BLOCK =
      Pattern.compile("\"\"\"\n(\\s*\\{.*?)\"\"\"", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("^ *(\\{.*}|\\[.*]) *\\|", Pattern.MULTILINE);

  private RepositoryJson() {}

  static List<Object> all() {
    List<Object> all = new ArrayList<>();
    for (String folder : List.of("examples", "docs", "iac", "rootmon-core", "rootmon-lambda")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(Files::isRegularFile)
            .filter(it -> !it.toString().contains("/target/"))
            .forEach(it -> add(it, all));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    add(ROOT.resolve("README.md"), all);
    return all;
  }

  private static void add(Path file, List<Object> all) {
    String name = file.getFileName().toString();
    if (name.endsWith(".json")) {
      add(text(file), all);
    } else if (name.endsWith(".md")) {
      BLOCK.matcher(text(file)).results().forEach(it -> add(it, all));
    } else if (name.endsWith("Test.java") || name.equals("Functions.java")) {
      ROW.matcher(text(file)).results().forEach(it -> add(it, all));
      TEXT_BLOCK.matcher(text(file)).results().forEach(it -> add(it, all));
    }
  }

  private static void add(MatchResult match, List<Object> all) {
    add(match.group(1), all);
  }

  private static void add(String text, List<Object> all) {
    try {
      all.add(JsonTree.read("JSON", text));
    } catch (IllegalArgumentException e) {
      // A case of broken JSON, or another string in braces.
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
