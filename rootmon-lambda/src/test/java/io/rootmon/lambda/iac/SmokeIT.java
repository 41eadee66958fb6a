package io.rootmon.lambda.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The smoke test for two real accounts, as far as it runs without them. */
@Tag("iac")
@Timeout(600)
class SmokeIT {
  private static final Path SCRIPT = Path.of("..", "iac", "smoke", "smoke.sh");
  private static final Path ZIP =
      Path.of(System.getProperty("rootmon.zip", "target/rootmon-lambda.zip"));

  private record Ran(int code, String said) {}

  @Test
  void shellcheckFindsNothing() throws Exception {
    assertThat(run(Map.of(), "shellcheck", SCRIPT.toString())).isEqualTo(new Ran(0, ""));
  }

  @Test
  void theDryRunListsTheStepsThatNeedAws(@TempDir Path folder) throws Exception {
    Ran ran =
        run(
            TerraformProviders.settings(folder),
            SCRIPT.toString(),
            "--dry-run",
            "--zip",
            ZIP.toAbsolutePath().toString());

    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(ran.said())
        .containsPattern("D5 version \\S+ of the function is Active +\\| confirmed")
        .containsPattern("D1 D6 spoke in hub, us-east-1 +\\| confirmed")
        .containsPattern("A one dead-letter queue per region +\\| confirmed")
        .containsPattern("D7 heartbeats of both accounts +\\| AWS only")
        .contains("removing everything")
        .doesNotContain("FAILED", "terraform destroy failed");
  }

  @Test
  void reportsTheRequiredSettingWithoutAccounts() throws Exception {
    Ran ran = run(Map.of(), SCRIPT.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.said()).startsWith("usage: smoke.sh --hub-profile NAME --member-profile NAME");
  }

  private static Ran run(Map<String, String> settings, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("TF_CLI_ARGS", "-no-color");
    builder.environment().putAll(environment);
    builder.environment().remove("AWS_ENDPOINT_URL");
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(process.waitFor(), said.strip());
    } catch (IOException e) {
      throw new AssertionError(
          "expected " + command[0] + " but there is none; apt install shellcheck", e);
    }
  }
}
