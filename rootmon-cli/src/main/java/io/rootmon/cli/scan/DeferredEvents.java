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
 * Stores events with a temporary key of root whose AssumeRoot may not have been read yet, up to 8
 * million characters. They are judged when everything has been read. Safe for use by multiple
 * threads.
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

  /** Creates a store of another size. */
  DeferredEvents(long mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  /** Stores the event. Returns false if there is no room; its severity is then final. */
  boolean accepts(CloudTrailEvent event, RootActivity activity) {
    return isUndecided(event, activity) && add(event.raw(), hasRoom() && isReadAgain(event));
  }

  /** Processes each stored event, in an order that does not depend on their order of arrival. */
  synchronized void forEach(Consumer<CloudTrailEvent> taker) {
    Collections.sort(texts);
    texts.forEach(it -> events(it).forEach(taker));
  }

  /** Returns the number of rejected events. */
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

  /**
   * Returns whether the event's text alone is parsed to the same event. A record in a list can
   * differ, such as another list.
   */
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
