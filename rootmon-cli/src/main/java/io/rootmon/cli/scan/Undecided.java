package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.Kind;
import io.rootmon.detect.RootActivity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Root's acts with a temporary key, whose AssumeRoot may still be unread: they are kept, up to 32
 * million characters, and judged when everything has been read. Safe for use by many threads.
 */
final class Undecided {
  private static final long MOST_CHARACTERS = 32_000_000;

  private final List<CloudTrailEvent> events = new ArrayList<>();
  private long characters;
  private long refused;

  /** Whether the event was kept; if not, its judgement stands as it is. */
  synchronized boolean keeps(CloudTrailEvent event, RootActivity activity) {
    if (!isUndecided(event, activity)) {
      return false;
    }
    if (characters + event.raw().length() > MOST_CHARACTERS) {
      refused++;
      return false;
    }
    characters += event.raw().length();
    events.add(event);
    return true;
  }

  synchronized List<CloudTrailEvent> events() {
    events.sort(Comparator.comparing(CloudTrailEvent::time).thenComparing(CloudTrailEvent::id));
    return List.copyOf(events);
  }

  /** How many found no room. */
  synchronized long refused() {
    return refused;
  }

  private static boolean isUndecided(CloudTrailEvent event, RootActivity activity) {
    return event.identity().isRoot()
        && !activity.is(Kind.ASSUMED_ROOT)
        && event.identity().accessKeyId().filter(it -> it.startsWith("ASIA")).isPresent();
  }
}
