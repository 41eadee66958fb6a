package io.rootmon.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.ControlMessage.CoverageCheck;
import io.rootmon.cloudtrail.ControlMessage.Heartbeat;
import io.rootmon.cloudtrail.ControlMessage.SpokeAlarm;
import io.rootmon.cloudtrail.ControlMessage.WeeklyReport;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlMessageParserTest {
  private static final AccountId ACCOUNT = new AccountId("111122223333");
  private static final Instant TIME = Instant.parse("2026-03-14T02:00:00Z");
  private static final String HEARTBEAT =
      """
      {"version": "0", "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", "detail-type": "Scheduled Event",
       "source": "aws.events", "account": "111122223333", "time": "2026-03-14T02:00:00Z",
       "region": "eu-west-1",
       "resources": ["arn:aws:events:eu-west-1:111122223333:rule/rootmon-heartbeat"], "detail": {}}
      """;

  /** AWS's sample of an alarm's change, with the names of a spoke. */
  private static final String TROUBLE =
      """
      {"version": "0", "id": "c4c1c1c9-6542-e61b-6ef0-8c4d36933a92",
       "detail-type": "CloudWatch Alarm State Change", "source": "aws.cloudwatch",
       "account": "111122223333", "time": "2026-03-14T02:00:00Z", "region": "eu-west-1",
       "resources": ["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:rootmon-spoke-dead-letters"],
       "detail": {"alarmName": "rootmon-spoke-dead-letters",
        "state": {"value": "ALARM", "reason": "Threshold Crossed: 1 datapoint [3.0] was greater",
         "reasonData": "{\\"version\\":\\"1.0\\",\\"recentDatapoints\\":[3.0],\\"threshold\\":0.0}",
         "timestamp": "2026-03-14T02:00:00.000+0000"},
        "previousState": {"value": "OK"}}}
      """;

  @Test
  void aScheduledEventOfItsRuleIsAHeartbeat() {
    assertThat(signal(HEARTBEAT)).isEqualTo(new Heartbeat(ACCOUNT, "eu-west-1", TIME));
  }

  @Test
  void theRuleSaysWhoseHeartbeatItIsWhereTheEnvelopeDoesNot() {
    String bare =
        HEARTBEAT
            .replace("\"account\": \"111122223333\",", "")
            .replace("\"region\": \"eu-west-1\",", "");

    assertThat(signal(bare)).isEqualTo(new Heartbeat(ACCOUNT, "eu-west-1", TIME));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rule/rootmon-heartbeat     | rule/other
          rule/rootmon-heartbeat     | rule/rootmon-heartbeat-2
          "source": "aws.events"     | "source": "com.example"
          """)
  void anotherScheduledEventIsNone(String part, String other) {
    assertThat(read(HEARTBEAT.replace(part, other)))
        .isEqualTo(new ReadResult.Skipped(SkipReason.OTHER_EVENT, "input: record 1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-03-14T02:00:00Z | yesterday | time: expected an instant but was 'yesterday'
          eu-west-1            | Ireland   | region: expected an AWS region but was 'Ireland'
          """)
  void aBrokenHeartbeatIsToldOf(String part, String other, String problem) {
    assertThat(((ReadResult.Malformed) read(HEARTBEAT.replace(part, other))).problem())
        .hasMessage("input: record 1: " + problem);
  }

  @Test
  void aSpokesAlarmIsTroubleAndItsEndToo() {
    assertThat(signal(TROUBLE))
        .isEqualTo(new SpokeAlarm(ACCOUNT, "eu-west-1", TIME, false, Optional.of(3L)));
    assertThat(signal(TROUBLE.replace("\"ALARM\"", "\"OK\"").replace("[3.0]", "[0.0]")))
        .isEqualTo(new SpokeAlarm(ACCOUNT, "eu-west-1", TIME, true, Optional.of(0L)));
    assertThat(signal(TROUBLE.replace("reasonData", "other")))
        .isEqualTo(new SpokeAlarm(ACCOUNT, "eu-west-1", TIME, false, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"\"ALARM\",\"INSUFFICIENT_DATA\"", "\"rootmon-spoke-dead,\"other-dead"})
  void anotherAlarmOrOneWithoutDataIsNone(String part, String other) {
    assertThat(read(TROUBLE.replace(part, other))).isInstanceOf(ReadResult.Skipped.class);
  }

  @Test
  void theHubAsksForACheck() {
    assertThat(signal("{\"rootmon\":\"coverage-check\",\"time\":\"2026-03-14T02:00:00Z\"}"))
        .isEqualTo(new CoverageCheck(TIME));
    assertThat(read("{\"rootmon\":\"another\",\"time\":\"2026-03-14T02:00:00Z\"}"))
        .isInstanceOf(ReadResult.Malformed.class);
  }

  @Test
  void theHubAsksForTheWeek() {
    assertThat(signal("{\"rootmon\":\"weekly-report\",\"time\":\"2026-03-14T02:00:00Z\"}"))
        .isEqualTo(new WeeklyReport(TIME));
    assertThat(read("{\"rootmon\":\"weekly-report\",\"time\":\"monday\"}"))
        .isInstanceOf(ReadResult.Malformed.class);
  }

  private static ControlMessage signal(String json) {
    return ((ReadResult.ControlRecord) read(json)).signal();
  }

  private static ReadResult read(String json) {
    try (ReadResultIterator readings = new CloudTrailReader().read(json)) {
      return readings.next();
    }
  }
}
