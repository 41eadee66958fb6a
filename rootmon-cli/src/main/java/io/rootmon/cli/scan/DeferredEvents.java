package io.rootmon.cli.scan;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Root's acts with a temporary key, whose AssumeRoot may still be unread: their text is kept, up to
 * 8 million characters, and judged when everything has been read. Safe for use by multiple threads.
 */
final class DeferredEvents {
  private static final long MAX_CHARACTERS = 8_000_000;

  private final CloudTrailReader reader = new CloudTrailReader();
  private final List<String> texts = new ArrayList<>();
  private final long mostCharacters;
  private long characters;
  private long refused;

  DeferredEvents() {
    this(MAX_CHARACTERS);
  }

  /** Of another size. */
  DeferredEvents(long mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  /** Whether the event was kept; if not, its judgement stands as it is. */
  boolean accepts(CloudTrailEvent event, RootActivity activity) {
    return isUndecided(event, activity) && add(event.raw(), hasRoom() && isReadAgain(event));
  }

  /** Each event that was kept, in an order that does not depend on how they came. */
  synchronized void forEach(Consumer<CloudTrailEvent> taker) {
    Collections.sort(texts);
    texts.forEach(it -> events(it).forEach(taker));
  }

  /** How many found no room. */
  synchronized long rejected() {
    return refused;
  }

  private synchronized boolean hasRoom() {
    return characters < mostCharacters;
  }

  private synchronized boolean add(String text, boolean isReadAgain) {
    if (!isReadAgain || characters + text.length() > mostCharacters) {
      refused++;
      return false;
    }
    characters += text.length();
    texts.add(text);
    return true;
  }

  private static boolean isUndecided(CloudTrailEvent event, RootActivity activity) {
    return event.identity().isRoot()
        && !activity.is(ActivityKind.ASSUMED_ROOT)
        && event.identity().accessKeyId().filter(it -> it.startsWith("ASIA")).isPresent();
  }

  /** Within a list, a record can be what it is not when it stands alone, such as another list. */
  private boolean isReadAgain(CloudTrailEvent event) {
    return events(event.raw()).stream()
        .map(CloudTrailEvent::key)
        .toList()
        .equals(List.of(event.key()));
  }

  private List<CloudTrailEvent> events(String text) {
    try {
      return reader.events(text);
    } catch (MalformedEventException e) {
      return List.of();
    }
  }
}
