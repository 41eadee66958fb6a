package io.rootmon.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.ReportContent.Timeline;
import io.rootmon.alert.ReportContent.Timeline.TimelineBucket;
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
    if (entries.size() < Timeline.MIN_EVENTS || times == 1) {
      assertThat(timeline).isEmpty();
    }
    if (timeline.isPresent()) {
      List<TimelineBucket> slots = timeline.get().slots();
      assertThat(slots).hasSizeBetween(2, Timeline.MAX_SIZE);
      assertThat(slots.stream().mapToLong(TimelineBucket::count).sum()).isEqualTo(entries.size());
      assertThat(slots).extracting(TimelineBucket::from).doesNotHaveDuplicates();
      assertThat(slots).extracting(TimelineBucket::percent).contains(100).allMatch(it -> it <= 100);
      assertThat(slots).allMatch(it -> it.count() > 0 == it.percent() > 0);
      assertThat(slots).allMatch(it -> it.count() > 0 == it.worst().isPresent());
      assertThat(slots).allMatch(it -> it.gap().isEmpty() || it.count() == 0);
      assertThat(slots.stream().flatMap(it -> it.worst().stream()).max(Severity::compareTo))
          .contains(Collections.max(entries.stream().map(IncidentEvent::severity).toList()));
      assertThat(slots.get(0).count()).isPositive();
      assertThat(slots.get(slots.size() - 1).count()).isPositive();
      for (int at = 1; at < slots.size(); at++) {
        assertThat(slots.get(at).count() + slots.get(at - 1).count()).isPositive();
      }
    }
  }

  @Test
  void consecutiveSlotsWithoutEventsAreOneRow() {
    List<IncidentEvent> entries = new ArrayList<>();
    entries.add(IncidentEventFixtures.at(BEGIN, Severity.HIGH));
    entries.add(IncidentEventFixtures.at(BEGIN.plusSeconds(1), Severity.CRITICAL));
    entries.add(IncidentEventFixtures.at(BEGIN.plusSeconds(2), Severity.LOW));
    for (int at = 0; at < 9; at++) {
      entries.add(IncidentEventFixtures.at(BEGIN.plusSeconds(1_200 + at), Severity.LOW));
    }

    Timeline timeline = Timeline.of(entries).orElseThrow();

    assertThat(timeline.caption()).isEqualTo("events per minute, in UTC, with the worst severity");
    assertThat(timeline.slots())
        .containsExactly(
            slot("12-31 23:58", 3, Severity.CRITICAL, "C", 33, 13),
            new TimelineBucket(
                "12-31 23:59", 0, Optional.empty(), "", 0, "", Optional.of("19 minutes")),
            slot("01-01 00:18", 9, Severity.LOW, "L", 100, 40));
  }

  private static TimelineBucket slot(
      String from, int count, Severity worst, String letter, int percent, int columns) {
    return new TimelineBucket(
        from, count, Optional.of(worst), letter, percent, "#".repeat(columns), Optional.empty());
  }

  @Test
  void aFewEventsOrAConstantRateHaveNoTimeline() {
    assertThat(Timeline.of(List.of())).isEmpty();
    assertThat(Timeline.of(every(60, 9))).isEmpty();
    assertThat(Timeline.of(every(60, 20))).isEmpty();
    assertThat(Timeline.of(every(7, 20))).isPresent();
  }

  private static List<IncidentEvent> every(long seconds, int count) {
    List<IncidentEvent> entries = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      entries.add(IncidentEventFixtures.at(BEGIN.plusSeconds(at * seconds), Severity.LOW));
    }
    return entries;
  }

  @Test
  void aSlotHasTheShortestUsualLengthThatFits() {
    assertThat(caption(5)).startsWith("events per second,");
    assertThat(caption(200)).startsWith("events per 10 seconds,");
    assertThat(caption(3_600)).startsWith("events per 5 minutes,");
    assertThat(caption(86_400)).startsWith("events per 2 hours,");
    assertThat(caption(20 * 86_400)).startsWith("events per day,");
    assertThat(caption(60 * 86_400)).startsWith("events per 4 days,");
  }

  private static String caption(long seconds) {
    List<IncidentEvent> entries = new ArrayList<>(every(0, 10));
    entries.add(IncidentEventFixtures.at(BEGIN.plusSeconds(seconds), Severity.LOW));
    return Timeline.of(entries).orElseThrow().caption();
  }
}
