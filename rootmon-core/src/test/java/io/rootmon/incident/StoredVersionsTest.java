package io.rootmon.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.control.ControlMessage.IncidentTimer.TimerPurpose;
import io.rootmon.internal.incident.DecisionJson;
import io.rootmon.internal.incident.EntryJson;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an earlier version of rootmon stored is read by this one. */
class StoredVersionsTest {
  private static final String EVENT =
      """
      {%s"number":3,"time":"2026-03-14T02:00:36Z","eventId":"e3","eventName":"CreateAccessKey",
      "service":"iam","kind":"DIRECT","outcome":"SUCCEEDED","severity":"CRITICAL",
      "headline":"Root created a root access key","changes":true,"notified":true,
      "reasons":["a root access key was created"],%s"rule":"root.access-key.created"}
      """;

  @Test
  void anEventOfVersion1HasNoAlert() {
    IncidentEvent read = EntryJson.read(EVENT.formatted("", "\"event\":\"{}\","));

    assertThat(read.alert()).isEmpty();
    assertThat(read.headline()).isEqualTo("Root created a root access key");
    assertThat(read.rule()).contains("root.access-key.created");
  }

  @Test
  void anEventOfVersion2HasItsAlert() {
    IncidentEvent read = EntryJson.read(EVENT.formatted("\"version\":2,", "\"alert\":\"{}\","));

    assertThat(read.alert()).contains("{}");
    assertThat(EntryJson.read(EntryJson.write(read))).isEqualTo(read);
    assertThat(EntryJson.write(read)).startsWith("{\"version\":2,");
  }

  @Test
  void theTimersOfAnEarlierDecisionHaveTheirUsualDelays() {
    String stored =
        """
        {"verdict":"APPEND","eventId":"e","severity":"HIGH","reasons":[],"channels":[],
        "notified":{},"news":true,"timer":true,"place":{"incident":"i",
        "opened":"2026-03-14T02:00:00Z","number":2,"highest":"HIGH","parents":{},"reasons":{}}}
        """;

    assertThat(DecisionJson.read(stored).timers())
        .containsExactly(
            Map.entry(TimerPurpose.CLOSING, IncidentTimers.LONGEST),
            Map.entry(TimerPurpose.NEWS, Duration.ofMinutes(1)));
  }

  @Test
  void anEarlierDecisionWithoutAnIncidentHasItsAction() {
    String stored =
        """
        {"verdict":"APPEND","eventId":"e","severity":"INFO","reasons":[],"channels":[],
        "notified":{%s},"news":false,"timer":false}
        """;

    assertThat(DecisionJson.read(stored.formatted("")).action()).isEqualTo(IncidentAction.UNROUTED);
    assertThat(DecisionJson.read(stored.formatted("\"siem\":\"EVERY\"")).action())
        .isEqualTo(IncidentAction.ALONE);
  }

  @Test
  void aDecisionIsTheSameAfterItWasStored() {
    Decision decision =
        new Decision(
                IncidentAction.OPEN,
                "e",
                Severity.CRITICAL,
                List.of("first root activity in 99 days"),
                Set.of("pager"),
                Optional.empty())
            .withTimer(TimerPurpose.CLOSING, Duration.ofMinutes(30))
            .withTimer(TimerPurpose.SIGN_IN, Duration.ZERO);

    assertThat(DecisionJson.read(DecisionJson.write(decision))).isEqualTo(decision);
  }
}
