package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.example;
import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OcsfFormatTest {
  @Test
  void explainWritesADetectionFindingForEachEventOfRoot() {
    check(rootmon("explain", "--format", "ocsf", example("root-console-login.json")), 200_401);
  }

  @Test
  void scanWritesADetectionFindingForEachFinding() {
    check(rootmon("scan", "--format", "ocsf", example("root-console-login.json")), 200_401);
  }

  @Test
  void reportWritesAClosedFinding() {
    check(rootmon("report", "--format", "ocsf", example("root-console-login.json")), 200_403);
  }

  private static void check(CommandResult ran, int type) {
    List<String> lines = ran.out().lines().toList();
    assertThat(lines).isNotEmpty();
    assertThat(lines)
        .allSatisfy(
            it ->
                assertThat(it)
                    .startsWith("{\"activity_id\":")
                    .contains("\"class_uid\":2004", "\"type_uid\":" + type, "\"cloud\""));
  }
}
