package io.rootmon.lambda.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The policies of the bus, the queues, the key, the topics and the roles, evaluated for the allowed
 * and denied requests of {@code src/test/iam/requests.json} by <a
 * href="https://www.npmjs.com/package/@cloud-copilot/iam-simulate">iam-simulate</a>. That program
 * is installed for this test and is no part of rootmon.
 */
@Tag("iac")
@Timeout(600)
class PolicyIT {
  private static final Path SCRIPT = Path.of("src", "test", "iam");
  private static final Path IAC = Path.of("..", "iac").toAbsolutePath().normalize();

  private record Ran(int code, String said) {}

  @Test
  void everyRequestHasTheResultOfTheTable(@TempDir Path folder) throws Exception {
    Path state = state(folder.resolve("code"));
    Path script = install(folder.resolve("iam"));
    Path spoke = IAC.resolve("spoke").resolve("spoke.yaml");

    Ran ran = evaluate(script, state, spoke);

    assertThat(ran.said()).contains("ok    Allowed bus").contains("ok    Denied  bus");
    assertThat(ran.said().lines().filter(it -> !it.startsWith("ok"))).containsExactly("0 wrong");
    assertThat(ran.code()).isZero();
    aWiderPolicyIsFound(folder, script, state, spoke);
  }

  /** A spoke whose queue accepts every rule has another result than the table. */
  private static void aWiderPolicyIsFound(Path folder, Path script, Path state, Path spoke)
      throws Exception {
    Path wider = folder.resolve("wider.yaml");
    String template = Files.readString(spoke);
    Files.writeString(wider, template.replace("${Senders}:rule/rootmon-*", "${Senders}:rule/*"));
    Ran ran = evaluate(script, state, wider);
    assertThat(ran.said())
        .contains("WRONG Denied  the spokes' dead letters: another rule of a member");
    assertThat(ran.code()).isEqualTo(1);
  }

  private static Ran evaluate(Path script, Path state, Path spoke) throws Exception {
    return run(script, "node", "evaluate.mjs", state.toString(), spoke.toString(), IAC.toString());
  }

  /** The state that Terraform would create, with the whole policies. */
  private static Path state(Path folder) throws Exception {
    Terraform terraform = Terraform.in(folder, "examples/complete");
    assertThat(terraform.run("init", "-backend=false").code()).isZero();
    Terraform.Ran ran =
        terraform.run("test", "-json", "-verbose", "-filter=tests/policies.tftest.hcl");
    assertThat(ran.code()).as(ran.said().lines().reduce("", (a, b) -> b)).isZero();
    return Files.writeString(folder.resolve("state.jsonl"), ran.said()).toAbsolutePath();
  }

  private static Path install(Path folder) throws Exception {
    Files.createDirectories(folder);
    for (String file :
        List.of("package.json", "package-lock.json", "evaluate.mjs", "requests.json")) {
      Files.copy(SCRIPT.resolve(file), folder.resolve(file));
    }
    Ran ran = run(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
    assertThat(ran.code()).as("npm ci: %s", ran.said()).isZero();
    return folder;
  }

  private static Ran run(Path folder, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(process.waitFor(), said.strip());
    } catch (IOException e) {
      throw new AssertionError(
          "expected " + program + " but there is none; https://nodejs.org/en/download", e);
    }
  }
}
