package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands decide from the records whether a sign-in followed a check of the second factor. */
class UnfinishedSignInTest {
  private static final String KNOWN = "root.password.known";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void aCheckWithoutASignInIsHighInEveryCommand() throws IOException {
    write("a.json", check());

    assertThat(rootmon("explain", folder.toString()).out()).startsWith("HIGH ").contains(KNOWN);
    assertThat(rootmon("scan", folder.toString()).out()).contains("HIGH ", KNOWN);
    assertThat(rootmon("report", folder.toString()).out()).contains("HIGH");
    String out = folder.resolve("outbox").toString();
    assertThat(rootmon("alert", "--out", out, folder.resolve("a.json").toString()).out())
        .contains("no sign-in followed within 5 minutes", "Root passed the MFA check");
  }

  @Test
  void aSignInInAnotherFileEndsTheWait() throws IOException {
    write("a.json", check());
    write("b.json", signIn("2026-05-11T03:00:20Z", "Success"));

    assertThat(rootmon("explain", folder.toString()).out())
        .contains("root.sign-in.mfa-check")
        .doesNotContain(KNOWN);
    assertThat(rootmon("scan", folder.toString()).out()).doesNotContain(KNOWN);
  }

  @Test
  void aLateOrFailedSignInDoesNot() throws IOException {
    write("a.json", check());
    write("b.json", signIn("2026-05-11T03:06:00Z", "Success"));
    write("c.json", signIn("2026-05-11T03:00:20Z", "Failure"));

    assertThat(rootmon("explain", folder.toString()).out()).contains(KNOWN);
    assertThat(rootmon("scan", folder.toString()).out()).contains(KNOWN);
  }

  @Test
  void scanJudgesTheCheckByTheConfiguredPolicy() throws IOException {
    write("a.json", check());
    Path config =
        Files.writeString(
            folder.resolveSibling(folder.getFileName() + "-rootmon.json"),
            "{\"rules\": {\"root.password.known\": {\"severity\": \"CRITICAL\"}}}");

    String scan = rootmon("scan", "--config", config.toString(), folder.toString()).out();

    assertThat(scan).contains("CRITICAL  2026-05-11T03:00:00Z  CheckMfa");
    assertThat(scan.replaceAll("\\s+", " "))
        .contains("Severity set by your configuration; HIGH without it");
  }

  @Test
  void explainShowsTheSeverityOfTheAlertForRepeatedFailures() throws IOException {
    for (int minute = 0; minute < 5; minute++) {
      write(minute + ".json", signIn("2026-05-11T03:0" + minute + ":00Z", "Failure"));
    }

    assertThat(rootmon("explain", folder.toString()).out().lines())
        .hasSize(5)
        .filteredOn(it -> it.startsWith("HIGH "))
        .singleElement()
        .asString()
        .contains("root.sign-in.failed: 5 failed sign-ins within 15 minutes; ");
  }

  private void write(String name, String record) throws IOException {
    Files.writeString(folder.resolve(name), record);
  }

  private static String check() {
    return record("CheckMfa", "2026-05-11T03:00:00Z", "Success", "\"MfaType\":\"Virtual MFA\"");
  }

  private static String signIn(String time, String answer) {
    return record("ConsoleLogin", time, answer, "\"MFAUsed\":\"No\"");
  }

  private static String record(String name, String time, String answer, String more) {
    return """
    {"eventVersion":"1.11","userIdentity":{"type":"Root","accountId":"111122223333",
    "arn":"arn:aws:iam::111122223333:root"},"eventTime":"%s","eventSource":"signin.amazonaws.com",
    "eventName":"%s","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.7",
    "userAgent":"Mozilla/5.0","responseElements":{"%s":"%s"},"additionalEventData":{%s},
    "eventID":"%s-%s-%s","eventType":"AwsConsoleSignIn","recipientAccountId":"111122223333"}
    """
        .formatted(time, name, name, answer, more, name, answer, time.replace(':', '-'));
  }
}
