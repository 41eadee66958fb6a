package io.rootmon.lambda.iac;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * <a href="https://github.com/aws-cloudformation/cfn-lint">cfn-lint</a>, which validates a template
 * against CloudFormation's schemas of each Region.
 */
record CfnLint(String program) {
  /** Its answer: 0 and nothing said where nothing is wrong. */
  record Verdict(int code, String said) {}

  static CfnLint onThePath() {
    return new CfnLint("cfn-lint");
  }

  Verdict check(Path template, String... regions) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program, "--include-checks", "I"));
    for (String region : regions) {
      command.addAll(List.of("--region", region));
    }
    command.addAll(List.of("--template", template.toString()));
    Process process = start(command);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(program + ": expected an end within 60 seconds");
    }
    return new Verdict(process.exitValue(), said.strip());
  }

  private Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError(
          "expected " + program + " but there is none; pip install cfn-lint", e);
    }
  }
}
