package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The costs of docs/reference/costs.md, which a script calculates from iac/costs/costs.csv. */
class CostsTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path ROOT = Path.of("..");

  private record Ran(int code, String said) {}

  @Test
  void thePageShowsTheCalculatedCosts() throws Exception {
    assertThat(run("--check")).isEqualTo(new Ran(0, ""));
  }

  @ParameterizedTest
  @CsvSource({"100, 4, 12", "100, 17, 18"})
  void anOrganizationCostsNoMoreThanPromised(String accounts, String regions, double most)
      throws Exception {
    Ran ran = run(accounts, regions);
    assertThat(ran.code()).as(ran.said()).isZero();
    assertThat(Double.parseDouble(ran.said())).isBetween(1.0, most);
  }

  private static Ran run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(JAVA.toString(), "iac/costs/Costs.java"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said.strip());
  }
}
