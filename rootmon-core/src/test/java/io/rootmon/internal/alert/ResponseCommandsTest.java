package io.rootmon.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.alert.Command;
import io.rootmon.cases.CaseFiles;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.judge.Finding;
import io.rootmon.judge.rules.StandardRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseCommandsTest {
  private static final Pattern CONTENT = Pattern.compile("--content '([^']*)'");
  private static final String RECORD =
      """
      {"eventVersion":"1.11","eventID":"5f0c3a52-7e1b-4a55-9d5e-2f6f0f3f7b10",
       "eventTime":"2026-03-14T02:17:45Z","eventSource":"iam.amazonaws.com",
       "eventName":"CreateAccessKey","awsRegion":"REGION","sourceIPAddress":"192.0.2.10",
       "userIdentity":{"type":"Root","accountId":"111122223333",
         "arn":"arn:aws:iam::111122223333:root","accessKeyId":"USED"},
       "responseElements":{"accessKey":{"accessKeyId":"CREATED"}},
       "recipientAccountId":"111122223333"}
      """;

  @ParameterizedTest
  @CsvSource({
    "us-east-1, arn:aws:iam::111122223333:root",
    "cn-north-1, arn:aws-cn:iam::111122223333:root",
    "us-gov-west-1, arn:aws-us-gov:iam::111122223333:root"
  })
  void theDenyRootPolicyIsJsonForThatAccount(String region, String root) throws Exception {
    Command command = command(record(region, "AKIAIOSFODNN7EXAMPLE"), "Block root").orElseThrow();

    Matcher content = CONTENT.matcher(command.text());
    assertThat(content.find()).isTrue();
    JsonObject policy = JsonParser.parseString(content.group(1)).getAsJsonObject();
    assertThat(policy.get("Version").getAsString()).isEqualTo("2012-10-17");
    assertThat(policy.getAsJsonArray("Statement")).hasSize(1);
    JsonObject statement = policy.getAsJsonArray("Statement").get(0).getAsJsonObject();
    assertThat(statement.get("Effect").getAsString()).isEqualTo("Deny");
    assertThat(statement.get("Action").getAsString()).isEqualTo("*");
    assertThat(statement.get("Resource").getAsString()).isEqualTo("*");
    assertThat(
            statement
                .getAsJsonObject("Condition")
                .getAsJsonObject("ArnLike")
                .get("aws:PrincipalArn")
                .getAsString())
        .isEqualTo(root);
    // An SCP has at most 5,120 characters.
    assertThat(content.group(1)).hasSizeLessThan(5_120);
    assertThat(command.text()).endsWith("--policy-id \"$policy\" --target-id 111122223333");
  }

  @Test
  void deletesCredentialsWithATaskSessionOfThatAccount() throws Exception {
    Command command =
        command(record("us-east-1", "AKIAIOSFODNN7EXAMPLE"), "Delete the root credentials")
            .orElseThrow();

    String text = command.text().replaceAll("\\\\\\n\\s*", "").replaceAll("\\s+", " ");
    assertThat(text)
        .contains(
            "aws sts assume-root --region us-east-1 --target-principal 111122223333"
                + " --task-policy-arn"
                + " arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials",
            "aws iam delete-login-profile",
            "aws iam delete-access-key --access-key-id \"$key\"",
            "aws iam deactivate-mfa-device --serial-number \"$device\"");
    assertThat(command.label()).contains("run in the management account");
  }

  @Test
  void deletesNothingOfTheCallerIfAssumeRootFails(@TempDir Path folder) throws Exception {
    assertThat(deletion(folder, "exit 254")).containsExactly("sts assume-root with AKIACALLER");
  }

  @Test
  void deletesWithTheSessionAndLeavesTheShellAsItWas(@TempDir Path folder) throws Exception {
    List<String> calls = deletion(folder, "echo ASIAROOT secret token");

    assertThat(calls)
        .contains(
            "iam delete-login-profile with ASIAROOT",
            "iam delete-access-key with ASIAROOT",
            "iam delete-signing-certificate with ASIAROOT",
            "iam deactivate-mfa-device with ASIAROOT")
        .endsWith("sts get-caller-identity with AKIACALLER");
    assertThat(calls.subList(1, calls.size() - 1)).allMatch(it -> it.endsWith("with ASIAROOT"));
  }

  /** Pastes the block and another command into a shell whose AWS CLI is a script. */
  private static List<String> deletion(Path folder, String assumeRoot) throws Exception {
    Command command =
        command(record("us-east-1", "AKIAIOSFODNN7EXAMPLE"), "Delete the root credentials")
            .orElseThrow();
    Path log = folder.resolve("calls");
    Path aws = folder.resolve("aws");
    Files.writeString(
        aws,
        """
        #!/usr/bin/env bash
        echo "$1 $2 with $AWS_ACCESS_KEY_ID" >> %s
        case $2 in
          assume-root) %s ;;
          list-*) echo ONE ;;
          delete-login-profile) exit 254 ;;
        esac
        """
            .formatted(log, assumeRoot));
    assertThat(aws.toFile().setExecutable(true)).isTrue();
    String then = assumeRoot.startsWith("exit") ? "" : "\naws sts get-caller-identity";
    ProcessBuilder shell = new ProcessBuilder("bash").redirectErrorStream(true);
    shell.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    shell.environment().put("AWS_ACCESS_KEY_ID", "AKIACALLER");
    Process bash = shell.start();
    bash.getOutputStream().write((command.text() + then + "\n").getBytes(StandardCharsets.UTF_8));
    bash.getOutputStream().close();
    assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(log);
  }

  @Test
  void partitionsWithoutCentralRootAccessHaveNoTaskSession() throws Exception {
    assertThat(command(record("cn-north-1", "AKIAIOSFODNN7EXAMPLE"), "Delete the root")).isEmpty();
    assertThat(command(record("us-iso-east-1", "AKIAIOSFODNN7EXAMPLE"), "Block root")).isEmpty();
  }

  @Test
  void searchesCloudTrailForTheCreatedKeyFromAnHourBefore() throws Exception {
    Command command =
        command(record("eu-west-1", "AKIAIOSFODNN7EXAMPLE"), "Search CloudTrail").orElseThrow();

    assertThat(command.label())
        .isEqualTo("Search CloudTrail for related events (run in 111122223333)");
    assertThat(command.text())
        .contains(
            "aws cloudtrail lookup-events --region eu-west-1",
            "AttributeKey=AccessKeyId,AttributeValue=AKIAIOSFODNN7EXAMPLE",
            "--start-time 2026-03-14T01:17:45Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIA'; touch owned; '",
        "$(touch owned)",
        "`touch owned`",
        "AKIA\\n",
        "AKIA\\u0000X",
        "AKIAIOSFODNN7EXAMPLE --region x",
        "\\u202eAKIA",
        "AKIA|tee",
        "-AKIA"
      })
  void aHostileValueIsInNoCommand(String key) throws Exception {
    for (Command command : commands(record("us-east-1", key))) {
      assertThat(command.text()).doesNotContain("touch", "owned", "--region x", "|tee");
      assertThat(command.lines()).allMatch(it -> it.matches("[ -~]+"));
    }
    for (Command command : commands(record(key, "AKIAIOSFODNN7EXAMPLE"))) {
      assertThat(command.text()).doesNotContain("touch", "owned", "--region x", "|tee");
    }
  }

  /** The shell parses each command of each case; no command is run. */
  @Test
  void everyCommandOfEveryCaseIsValidForTheShell() throws Exception {
    StringBuilder script = new StringBuilder();
    int commands = 0;
    for (Path file : CaseFiles.judged()) {
      Finding finding =
          StandardRules.policy().judge(new Detector().detect(CaseFiles.event(file)).orElseThrow());
      for (Command command : ResponseCommands.of(finding)) {
        commands++;
        script.append("command").append(commands).append("() {\n");
        script.append(command.text()).append("\n}\n");
      }
    }

    assertThat(commands).isGreaterThan(100);
    assertThat(bashReads(script.toString())).isZero();
  }

  private static int bashReads(String script) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("bash", "-n")
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    try (var out = bash.outputWriter()) {
      out.write(script);
    }
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return bash.exitValue();
  }

  private static String record(String region, String created) {
    return RECORD
        .replace("REGION", region)
        .replace("CREATED", created)
        .replace("USED", "ASIAIOSFODNN7EXAMPLE");
  }

  private static Optional<Command> command(String record, String label) throws Exception {
    return commands(record).stream().filter(it -> it.label().startsWith(label)).findFirst();
  }

  private static List<Command> commands(String record) throws Exception {
    return ResponseCommands.of(
        StandardRules.policy()
            .judge(
                new Detector().detect(new CloudTrailReader().events(record).get(0)).orElseThrow()));
  }
}
