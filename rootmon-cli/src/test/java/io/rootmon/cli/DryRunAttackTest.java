package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dry run shows exactly what delivery sends (M-A2). */
class DryRunAttackTest extends ConfiguredCommand {
  private static final List<String> EVENTS =
      List.of(
          "02:17:00|signin|ConsoleLogin|\"responseElements\":{\"ConsoleLogin\":\"Success\"},"
              + "\"additionalEventData\":{\"MFAUsed\":\"No\"},",
          "02:21:00|iam|CreateAccessKey|",
          "02:23:00|iam|DeactivateMFADevice|\"requestParameters\":{\"userName\":\"AWS ROOT USER\","
              + "\"serialNumber\":\"arn:aws:iam::111122223333:mfa/root-account-mfa-device\"},",
          "02:24:00|cloudtrail|StopLogging|\"requestParameters\":{\"name\":\"organization\"},",
          "02:25:00|iam|CreateAccessKey|");

  @Test
  void writesAsManyAlertsAsDeliverySendsAndListsTheSuppressedFinding() throws IOException {
    String config = config(SIEM);
    String file = takeover();
    Path out = folder.resolve("out");

    CommandResult sent = run("alert", "--config", config, file);
    CommandResult dry = run("alert", "--config", config, "--out", out.toString(), file);
    CommandResult explained = run("explain", "--config", config, file);

    assertThat(sent.code()).as(sent.err()).isZero();
    assertThat(farEnd.bodies()).hasSize(4);
    try (Stream<Path> folders = Files.list(out)) {
      assertThat(folders).hasSize(4);
    }
    assertThat(dry.err())
        .contains("2026-03-14T02:25:00Z CreateAccessKey suppressed: joins incident 111122223333-")
        .contains(", rule root.access-key.created was alerted before");
    assertThat(sent.err()).contains(", rule root.access-key.created was alerted before");
    assertThat(explained.out().lines()).filteredOn(it -> it.contains("  alert: ")).hasSize(4);
    assertThat(explained.out().lines())
        .filteredOn(it -> it.contains("  suppressed: joins incident "))
        .hasSize(1);
    System.out.println(
        "attack table: M-A2 | five CRITICAL events of four rules: dry run and delivery"
            + " | dry run 5 alerts, delivery 2"
            + " | dry run 4, delivery 4, explain 4; the fifth is listed as suppressed");
  }

  private String takeover() throws IOException {
    StringBuilder records = new StringBuilder();
    int number = 0;
    for (String event : EVENTS) {
      String[] parts = event.split("\\|", -1);
      records
          .append("{\"eventVersion\":\"1.11\",\"eventID\":\"takeover-")
          .append(number++)
          .append("\",\"eventTime\":\"2026-03-14T")
          .append(parts[0])
          .append("Z\",\"awsRegion\":\"us-east-1\",\"eventSource\":\"")
          .append(parts[1])
          .append(".amazonaws.com\",\"eventName\":\"")
          .append(parts[2])
          .append("\",")
          .append(parts[3])
          .append("\"sourceIPAddress\":\"203.0.113.7\",\"recipientAccountId\":\"111122223333\",")
          .append("\"userIdentity\":{\"type\":\"Root\",\"accountId\":\"111122223333\",")
          .append("\"arn\":\"arn:aws:iam::111122223333:root\"}}\n");
    }
    return Files.writeString(folder.resolve("takeover.jsonl"), records).toString();
  }
}
