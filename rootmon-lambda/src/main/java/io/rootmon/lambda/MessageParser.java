package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ObjectReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.Detector;
import io.rootmon.internal.ErrorLocation;
import io.rootmon.internal.control.ControlMessageParser;
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

/**
 * Parses and judges messages one after the other, because an AssumeRoot event explains the events
 * after it.
 */
final class MessageParser {
  /**
   * The content of a queue message.
   *
   * @param id the queue's id of the message; empty for a single event
   */
  record ParsedMessage(String id, List<BatchItem> items) {
    ParsedMessage {
      items = List.copyOf(items);
    }
  }

  /** Constant, so that a repeated message creates the same alert. */
  private static final String NAME = "message";

  /** An envelope without content, which the reader rejects with the reason. */
  private static final String NOTHING = "{\"body\":\"\"}";

  private final CloudTrailReader reader;
  private final RootMonitor monitor;

  /**
   * Creates a parser.
   *
   * @param objects empty if messages that name objects in S3 are not followed
   */
  MessageParser(RootMonitor monitor, Optional<ObjectReader> objects) {
    CloudTrailReader plain = new CloudTrailReader();
    this.reader = objects.map(it -> plain.following(it, Detector.names()::contains)).orElse(plain);
    this.monitor = monitor;
  }

  ParsedMessage parse(String id, String body) {
    List<BatchItem> items = new ArrayList<>();
    long passed = 0;
    String text = body.isBlank() ? NOTHING : body;
    try (ReadResultIterator results = reader.read(text, NAME)) {
      while (results.hasNext()) {
        ReadResult result = results.next();
        if (result instanceof ReadResult.Prefiltered) {
          passed++;
        } else {
          items.add(guarded(() -> item(result)));
        }
      }
    } catch (RuntimeException | StackOverflowError | LinkageError bug) {
      items.add(new Failed(ErrorLocation.of(bug)));
    }
    if (passed > 0) {
      items.add(new PassedOver(passed));
    }
    return new ParsedMessage(id, items);
  }

  private BatchItem item(ReadResult result) {
    if (result instanceof ReadResult.Malformed malformed) {
      return new MalformedItem(malformed.problem());
    } else if (result instanceof ReadResult.Skipped skipped) {
      return new Skipped(skipped.reason(), skipped.where());
    } else if (result instanceof ReadResult.ControlRecord control) {
      try {
        return new ControlItem(ControlMessageParser.parse(control));
      } catch (MalformedEventException e) {
        return new MalformedItem(e);
      }
    }
    CloudTrailEvent event = ((ReadResult.EventRead) result).event();
    return monitor
        .judge(event)
        .<BatchItem>map(FindingItem::new)
        .orElseGet(() -> new UnrelatedItem(event));
  }

  /** Runs the work. An internal error in one event must not cost its neighbours. */
  private static BatchItem guarded(Supplier<BatchItem> work) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError | LinkageError bug) {
      return new Failed(ErrorLocation.of(bug));
    }
  }
}
