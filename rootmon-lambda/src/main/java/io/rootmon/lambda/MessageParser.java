package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ObjectReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.control.ControlMessageParser;
import io.rootmon.detect.Detector;
import io.rootmon.lambda.BatchItem.ControlItem;
import io.rootmon.lambda.BatchItem.Failed;
import io.rootmon.lambda.BatchItem.FindingItem;
import io.rootmon.lambda.BatchItem.MalformedItem;
import io.rootmon.lambda.BatchItem.PassedOver;
import io.rootmon.lambda.BatchItem.Skipped;
import io.rootmon.lambda.BatchItem.UnrelatedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads and judges messages, one after the other: an AssumeRoot explains the acts after it. */
final class MessageParser {
  /** The same for every message: the same text has to give the same alert when it comes again. */
  private static final String NAME = "message";

  /** An envelope without content, which the reader refuses with the reason. */
  private static final String NOTHING = "{\"body\":\"\"}";

  private final CloudTrailReader reader;
  private final RootMonitor monitor;

  /**
   * @param objects empty where messages that name objects in S3 are not followed
   */
  MessageParser(RootMonitor monitor, Optional<ObjectReader> objects) {
    CloudTrailReader plain = new CloudTrailReader();
    this.reader = objects.map(it -> plain.following(it, Detector.names()::contains)).orElse(plain);
    this.monitor = monitor;
  }

  ParsedMessage read(String id, String body) {
    List<BatchItem> pieces = new ArrayList<>();
    long passed = 0;
    String text = body.isBlank() ? NOTHING : body;
    try (ReadResultIterator readings = reader.read(text, NAME)) {
      while (readings.hasNext()) {
        ReadResult reading = readings.next();
        if (reading instanceof ReadResult.Prefiltered) {
          passed++;
        } else {
          pieces.add(guarded(() -> piece(reading)));
        }
      }
    } catch (RuntimeException | StackOverflowError | LinkageError bug) {
      pieces.add(new Failed(ErrorLocation.whereabouts(bug)));
    }
    if (passed > 0) {
      pieces.add(new PassedOver(passed));
    }
    return new ParsedMessage(id, pieces);
  }

  private BatchItem piece(ReadResult reading) {
    if (reading instanceof ReadResult.Malformed malformed) {
      return new MalformedItem(malformed.problem());
    } else if (reading instanceof ReadResult.Skipped skipped) {
      return new Skipped(skipped.reason(), skipped.where());
    } else if (reading instanceof ReadResult.ControlRecord signalled) {
      try {
        return new ControlItem(ControlMessageParser.parse(signalled));
      } catch (MalformedEventException e) {
        return new MalformedItem(e);
      }
    }
    CloudTrailEvent event = ((ReadResult.EventRead) reading).event();
    return monitor
        .judge(event)
        .<BatchItem>map(FindingItem::new)
        .orElseGet(() -> new UnrelatedItem(event));
  }

  /** One event's bug must not cost its neighbours. */
  private static BatchItem guarded(Supplier<BatchItem> work) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError | LinkageError bug) {
      return new Failed(ErrorLocation.whereabouts(bug));
    }
  }
}
