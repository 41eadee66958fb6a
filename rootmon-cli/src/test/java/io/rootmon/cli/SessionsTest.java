package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden sessions: files with command lines and what the program prints for them. A test runs the
 * command lines of the file again and compares. {@code -Drootmon.golden=write} rewrites the
 * outputs; a new session is a file with command lines that begin with {@code $ rootmon}.
 */
class SessionsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "sessions");

  /** Files that the sessions name, with their content. */
  private static final List<List<String>> FILES =
      List.of(
          List.of("empty.json", ""),
          List.of("notes.txt", "Call Ana about the root password.\n"),
          List.of("cut.json", "{\"Records\": [{\"eventVersion\": \"1.08\", \"eventNa"),
          List.of("typo.json", "{\"channels\": {\"chat\": {\"type\": \"slak\"}}}"),
          List.of(
              "pager.json",
              "{\"channels\": {\"pager\": {\"type\": \"pagerduty\", \"key\": {\"env\":"
                  + " \"PAGERDUTY_KEY\"}}}}"),
          List.of(
              "route.json",
              "{\"channels\": {\"out\": {\"type\": \"outbox\", \"folder\": \"outbox\"}},"
                  + " \"routes\": [{\"severity\": \"high\", \"channels\": [\"mail\"]}]}"));

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  static Stream<Path> sessions() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> sessions = files.sorted().toList();
      assertThat(sessions).hasSizeGreaterThanOrEqualTo(3);
      return sessions.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void printsWhatTheSessionShows(Path session) throws IOException {
    for (List<String> file : FILES) {
      Files.writeString(folder.resolve(file.get(0)), file.get(1));
    }
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(session, StandardCharsets.UTF_8)) {
      if (line.startsWith("#")) {
        text.append(line).append('\n');
      } else if (line.startsWith("$ rootmon")) {
        text.append(line).append('\n').append(run(line.substring("$ rootmon".length()).strip()));
      }
    }
    GoldenText.assertIsCurrent(session, text.toString());
  }

  private String run(String arguments) {
    String[] words =
        Stream.of(arguments.split(" +", -1))
            .filter(it -> !it.isEmpty())
            .map(this::path)
            .toArray(String[]::new);
    CommandResult result = CommandResult.rootmon(words);
    String code = result.code() == 0 ? "" : "[exit code " + result.code() + "]\n";
    return asTyped(result.err() + result.out()) + code + "\n";
  }

  private String path(String word) {
    if (word.startsWith("examples/")) {
      return "../" + word;
    }
    return FILES.stream().anyMatch(it -> it.get(0).equals(word))
        ? folder.resolve(word).toString()
        : word;
  }

  private String asTyped(String text) {
    return text.replace(folder + "/", "").replace("../examples/", "examples/");
  }
}
