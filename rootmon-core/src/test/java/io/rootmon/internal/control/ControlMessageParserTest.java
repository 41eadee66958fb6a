package io.rootmon.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.control.ControlMessage;
import io.rootmon.control.ControlMessage.CoverageCheck;
import io.rootmon.control.ControlMessage.Heartbeat;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.control.ControlMessage.WeeklyReport;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
  void aScheduledEventOfItsRuleIsAHeartbeat() throws MalformedEventException {
    assertThat(signal(HEARTBEAT)).isEqualTo(new Heartbeat(ACCOUNT, "eu-west-1", TIME));
  }

  @Test
  void theRuleNamesTheAccountOfTheHeartbeat() throws MalformedEventException {
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
  void ignoresOtherScheduledEvents(String part, String other) {
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
  void refusesAHeartbeatWithAWrongValue(String part, String other, String problem) {
    assertThatThrownBy(() -> signal(HEARTBEAT.replace(part, other)))
        .isInstanceOf(MalformedEventException.class)
        .hasMessage("input: record 1: " + problem);
  }

  @Test
  void aSpokesAlarmIsTroubleAndItsEndToo() throws MalformedEventException {
    assertThat(signal(TROUBLE))
        .isEqualTo(new SpokeAlarm(ACCOUNT, "eu-west-1", TIME, false, Optional.of(3L)));
    assertThat(signal(TROUBLE.replace("\"ALARM\"", "\"OK\"").replace("[3.0]", "[0.0]")))
        .isEqualTo(new SpokeAlarm(ACCOUNT, "eu-west-1", TIME, true, Optional.of(0L)));
    assertThat(signal(TROUBLE.replace("reasonData", "other")))
        .isEqualTo(new SpokeAlarm(ACCOUNT, "eu-west-1", TIME, false, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"\"ALARM\",\"INSUFFICIENT_DATA\"", "\"rootmon-spoke-dead,\"other-dead"})
  void ignoresOtherAlarmsAndAlarmsWithoutData(String part, String other) {
    assertThat(read(TROUBLE.replace(part, other))).isInstanceOf(ReadResult.Skipped.class);
  }

  @Test
  void theHubSchedulesACheck() throws MalformedEventException {
    assertThat(signal("{\"rootmon\":\"coverage-check\",\"time\":\"2026-03-14T02:00:00Z\"}"))
        .isEqualTo(new CoverageCheck(TIME));
    assertThat(read("{\"rootmon\":\"another\",\"time\":\"2026-03-14T02:00:00Z\"}"))
        .isInstanceOf(ReadResult.Malformed.class);
  }

  @Test
  void theHubSchedulesTheWeek() throws MalformedEventException {
    assertThat(signal("{\"rootmon\":\"weekly-report\",\"time\":\"2026-03-14T02:00:00Z\"}"))
        .isEqualTo(new WeeklyReport(TIME));
    assertThatThrownBy(() -> signal("{\"rootmon\":\"weekly-report\",\"time\":\"monday\"}"))
        .hasMessage("input: record 1: time: expected an instant but was 'monday'");
  }

  @ParameterizedTest
  @MethodSource("types")
  void parsesEveryTypeThatTheReaderRecognises(String type) throws MalformedEventException {
    String message =
        """
        {"rootmon":"%s","time":"2026-03-14T02:00:00Z","account":"111122223333","incident":"i",
         "id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa"}
        """
            .formatted(type);

    assertThat(signal(message).time()).isEqualTo(TIME);
  }

  static Set<String> types() {
    return ReadResult.ControlRecord.TYPES;
  }

  private static ControlMessage signal(String json) throws MalformedEventException {
    return ControlMessageParser.parse((ReadResult.ControlRecord) read(json));
  }

  private static ReadResult read(String json) {
    try (ReadResultIterator readings = new CloudTrailReader().read(json)) {
      return readings.next();
    }
  }
}
