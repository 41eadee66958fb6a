package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPagesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void writesAPageForTheProgramAndEveryCommand() throws IOException {
    ManPages.write(folder);

    List<String> expected =
        Stream.concat(
                Stream.of("rootmon.adoc"),
                Rootmon.commandLine(Terminal.ofProcess(Map.of()), "")
                    .getSubcommands()
                    .keySet()
                    .stream()
                    .filter(it -> !it.equals("help"))
                    .map(it -> "rootmon-" + it + ".adoc"))
            .toList();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(Files.readString(folder.resolve("rootmon-scan.adoc")))
        .contains(
            "= rootmon-scan(1)",
            "rootmon-scan - Reports root activity in an archive",
            "*--since*=_TIME_",
            "== Exit status",
            "*0*::\n  done, with or without findings",
            "*Examples:*",
            "  rootmon scan AWSLogs/");
  }
}
