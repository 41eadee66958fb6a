package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No type of the project has a name with a word of {@code banned-type-words.txt}. */
class TypeNamesTest {
  private static final Pattern TYPE =
      Pattern.compile("(?:class|record|interface|enum) ([A-Z]\\w*)");
  private static final Pattern WORD = Pattern.compile("[A-Z][a-z]+");
  private static final List<Path> MODULES =
      List.of(Path.of("../rootmon-core"), Path.of("../rootmon-lambda"), Path.of("../rootmon-cli"));

  @Test
  void noTypeHasABannedWordInItsName() throws IOException {
    Set<String> banned;
    try (var in = TypeNamesTest.class.getResourceAsStream("/banned-type-words.txt")) {
      banned = Set.copyOf(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
    List<String> found = new ArrayList<>();
    for (Path module : MODULES) {
      try (Stream<Path> files = Files.walk(module.resolve("src"))) {
        for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
          Matcher type = TYPE.matcher(Files.readString(file));
          while (type.find()) {
            Matcher word = WORD.matcher(type.group(1));
            while (word.find()) {
              if (banned.contains(word.group())) {
                found.add(file.getFileName() + ": " + type.group(1));
              }
            }
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }
}
