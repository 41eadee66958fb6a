package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ObjectReader;
import io.rootmon.cloudtrail.Reading;
import io.rootmon.cloudtrail.Readings;
import io.rootmon.detect.Detector;
import io.rootmon.lambda.Piece.Failed;
import io.rootmon.lambda.Piece.Judged;
import io.rootmon.lambda.Piece.NotRoot;
import io.rootmon.lambda.Piece.PassedOver;
import io.rootmon.lambda.Piece.Signalled;
import io.rootmon.lambda.Piece.Skipped;
import io.rootmon.lambda.Piece.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads and judges messages, one after the other: an AssumeRoot explains the acts after it. */
final class Intake {
  /** The same for every message: the same text has to give the same alert when it comes again. */
  private static final String NAME = "message";

  /** An envelope without content, which the reader refuses with the reason. */
  private static final String NOTHING = "{\"body\":\"\"}";

  private final CloudTrailReader reader;
  private final RootMonitor monitor;

  /**
   * @param objects empty where messages that name objects in S3 are not followed
   */
  Intake(RootMonitor monitor, Optional<ObjectReader> objects) {
    CloudTrailReader plain = new CloudTrailReader();
    this.reader = objects.map(it -> plain.following(it, Detector.names()::contains)).orElse(plain);
    this.monitor = monitor;
  }

  Message read(String id, String body) {
    List<Piece> pieces = new ArrayList<>();
    long passed = 0;
    String text = body.isBlank() ? NOTHING : body;
    try (Readings readings = reader.read(text, NAME)) {
      while (readings.hasNext()) {
        Reading reading = readings.next();
        if (reading instanceof Reading.Passed) {
          passed++;
        } else {
          pieces.add(guarded(() -> piece(reading)));
        }
      }
    } catch (RuntimeException | StackOverflowError | LinkageError bug) {
      pieces.add(new Failed(Bug.whereabouts(bug)));
    }
    if (passed > 0) {
      pieces.add(new PassedOver(passed));
    }
    return new Message(id, pieces);
  }

  private Piece piece(Reading reading) {
    if (reading instanceof Reading.Malformed malformed) {
      return new Unreadable(malformed.problem());
    } else if (reading instanceof Reading.Skipped skipped) {
      return new Skipped(skipped.reason(), skipped.where());
    } else if (reading instanceof Reading.Signalled signalled) {
      return new Signalled(signalled.signal());
    }
    CloudTrailEvent event = ((Reading.Read) reading).event();
    return monitor.judge(event).<Piece>map(Judged::new).orElseGet(() -> new NotRoot(event));
  }

  /** One event's bug must not cost its neighbours. */
  private static Piece guarded(Supplier<Piece> work) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError | LinkageError bug) {
      return new Failed(Bug.whereabouts(bug));
    }
  }
}
