package io.rootmon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant BEGIN = Instant.parse("2026-12-31T23:58:30Z");

  @Property(tries = 500)
  void everyEventIsInOneSlotAndNoBarIsLongerThanTheLongest(
      @ForAll @Size(min = 2, max = 200) List<@LongRange(min = 0, max = 40_000_000) Long> seconds,
      @ForAll @LongRange(min = 1, max = 1_000_000) long pace,
      @ForAll List<Severity> severities) {
    List<IncidentEvent> entries = new ArrayList<>();
    for (int at = 0; at < seconds.size(); at++) {
      Severity severity =
          severities.isEmpty() ? Severity.LOW : severities.get(at % severities.size());
      entries.add(IncidentEventFixtures.at(BEGIN.plusSeconds(seconds.get(at) / pace), severity));
    }

    Optional<Timeline> timeline = Timeline.of(entries);

    long times = entries.stream().map(IncidentEvent::time).distinct().count();
    assertThat(timeline.isPresent()).isEqualTo(times > 1);
    List<TimelineBucket> slots = timeline.map(Timeline::slots).orElse(List.of());
    assertThat(slots).hasSizeBetween(times > 1 ? 2 : 0, Timeline.MAX_SIZE);
    if (times > 1) {
      assertThat(slots.stream().mapToLong(TimelineBucket::count).sum()).isEqualTo(entries.size());
      assertThat(slots).extracting(TimelineBucket::from).doesNotHaveDuplicates();
      assertThat(slots).extracting(TimelineBucket::percent).contains(100).allMatch(it -> it <= 100);
      assertThat(slots).allMatch(it -> it.count() > 0 == it.percent() > 0);
      assertThat(slots).allMatch(it -> it.count() > 0 == it.worst().isPresent());
      assertThat(slots.stream().flatMap(it -> it.worst().stream()).max(Severity::compareTo))
          .contains(Collections.max(entries.stream().map(IncidentEvent::severity).toList()));
      assertThat(slots.get(0).count()).isPositive();
      assertThat(slots.get(slots.size() - 1).count()).isPositive();
    }
  }

  @Test
  void theWorstOfASlotIsShownAndTheDayWhereThereAreTwo() {
    Timeline timeline =
        Timeline.of(
                List.of(
                    IncidentEventFixtures.at(BEGIN.plusSeconds(1_200), Severity.LOW),
                    IncidentEventFixtures.at(BEGIN.plusSeconds(31), Severity.MEDIUM),
                    IncidentEventFixtures.at(BEGIN, Severity.HIGH),
                    IncidentEventFixtures.at(BEGIN.plusSeconds(1), Severity.CRITICAL),
                    IncidentEventFixtures.at(BEGIN.plusSeconds(2), Severity.LOW)))
            .orElseThrow();

    assertThat(timeline.caption())
        .isEqualTo("each row is a minute, in UTC; the letter is the worst severity's");
    assertThat(timeline.slots().get(0))
        .isEqualTo(
            new TimelineBucket(
                "12-31 23:58", 3, Optional.of(Severity.CRITICAL), "C", 100, "#".repeat(40)));
    assertThat(timeline.slots().get(1))
        .isEqualTo(
            new TimelineBucket(
                "12-31 23:59", 1, Optional.of(Severity.MEDIUM), "M", 33, "#".repeat(13)));
    assertThat(timeline.slots().get(2))
        .isEqualTo(new TimelineBucket("01-01 00:00", 0, Optional.empty(), "", 0, ""));
    assertThat(timeline.slots()).hasSize(21);
  }

  @Test
  void aSlotIsAsLongAsAPersonWouldChoose() {
    assertThat(caption(5)).startsWith("each row is a second,");
    assertThat(caption(200)).startsWith("each row is 10 seconds,");
    assertThat(caption(3_600)).startsWith("each row is 5 minutes,");
    assertThat(caption(86_400)).startsWith("each row is 2 hours,");
    assertThat(caption(20 * 86_400)).startsWith("each row is a day,");
    assertThat(caption(60 * 86_400)).startsWith("each row is 4 days,");
  }

  private static String caption(long seconds) {
    return Timeline.of(
            List.of(
                IncidentEventFixtures.at(BEGIN, Severity.LOW),
                IncidentEventFixtures.at(BEGIN.plusSeconds(seconds), Severity.LOW)))
        .orElseThrow()
        .caption();
  }
}
