package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventDeduplicatorTest {
  private static final String RECORD =
      """
      {"eventTime":"2026-03-14T02:17:45Z","eventSource":"signin.amazonaws.com",
       "eventName":"ConsoleLogin","eventID":"an id","awsRegion":"us-east-1",
       "userIdentity":{"type":"Root","accountId":"111122223333"}}
      """;

  @Test
  void recognizesEachKey() {
    EventDeduplicator seen = new EventDeduplicator();

    for (int at = 0; at < 200_000; at++) {
      assertThat(seen.add(id(at))).isTrue();
    }
    for (int at = 0; at < 200_000; at++) {
      assertThat(seen.add(id(at))).isFalse();
    }
    assertThat(seen.evicted()).isZero();
  }

  @Test
  void treatsEventsAboveTheLimitAsNewAndCountsThem() {
    EventDeduplicator seen = new EventDeduplicator(16);

    for (int at = 0; at < 10_000; at++) {
      seen.add(id(at));
    }

    assertThat(seen.evicted()).isEqualTo(10_000 - 64 * 7);
    assertThat(seen.add(id(0))).isFalse();
    assertThat(seen.add(id(9_999))).isTrue();
  }

  /** By the id alone, a record with another's id made that one vanish. */
  @Test
  void identifiesADuplicateByMoreThanItsId() throws MalformedEventException {
    EventDeduplicator seen = new EventDeduplicator();

    assertThat(seen.add(event(RECORD))).isTrue();
    assertThat(seen.add(event(RECORD.replace("\"us-east-1\"", "null")))).isFalse();
    for (String part : List.of("ConsoleLogin", "02:17:45", "Root", "111122223333", "an id")) {
      assertThat(seen.add(event(RECORD.replace(part, part.replaceAll("[1-9a-z]$", "0")))))
          .as(part)
          .isTrue();
    }
  }

  private static CloudTrailEvent event(String json) throws MalformedEventException {
    return new CloudTrailReader().events(json).get(0);
  }

  private static String id(int number) {
    return new UUID(0, number).toString();
  }
}
