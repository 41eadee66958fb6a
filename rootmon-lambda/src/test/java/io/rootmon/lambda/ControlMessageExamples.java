package io.rootmon.lambda;

import java.time.Instant;

/** Messages about the monitoring itself, as EventBridge and the schedules of the hub send them. */
public final class ControlMessageExamples {
  private ControlMessageExamples() {}

  public static String heartbeat(String account, String region, Instant time) {
    return """
        {"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa","detail-type":"Scheduled Event",
         "source":"aws.events","account":"%1$s","time":"%3$s","region":"%2$s",
         "resources":["arn:aws:events:%2$s:%1$s:rule/rootmon-heartbeat"],"detail":{}}
        """
        .formatted(account, region, time);
  }

  public static String check(Instant time) {
    return "{\"rootmon\":\"coverage-check\",\"time\":\"" + time + "\"}";
  }

  public static String week(Instant time) {
    return "{\"rootmon\":\"weekly-report\",\"time\":\"" + time + "\"}";
  }

  /** The state is ALARM or OK. */
  static String spokeAlarm(String state) {
    return """
        {"version":"0","id":"c4c1c1c9-6542-e61b-6ef0-8c4d36933a92",
         "detail-type":"CloudWatch Alarm State Change","source":"aws.cloudwatch",
         "account":"111122223333","time":"2026-03-14T02:00:00Z","region":"eu-west-1",
         "resources":["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:rootmon-spoke-dead-letters"],
         "detail":{"alarmName":"rootmon-spoke-dead-letters","state":{"value":"%s",
         "reasonData":"{\\"version\\":\\"1.0\\",\\"recentDatapoints\\":[3.0]}"}}}
        """
        .formatted(state);
  }
}
