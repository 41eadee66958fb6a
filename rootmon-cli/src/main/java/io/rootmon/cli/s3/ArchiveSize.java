package io.rootmon.cli.s3;

import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.aws.AwsSession;
import io.rootmon.cli.s3.S3Archive.ListedObject;
import io.rootmon.cli.scan.ScanScope;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The size of the log files that a scope selects, from listings of S3. Listing stops at a limit, so
 * that the estimate itself stays cheap.
 *
 * @param bytes the size of the objects that were listed
 * @param objects their number
 * @param isComplete whether everything was listed
 * @param problem why a folder could not be listed; empty if all could
 */
public record ArchiveSize(
    long bytes, long objects, boolean isComplete, Optional<AwsProblem> problem) {

  /** 200 calls, which cost a tenth of a cent. */
  private static final long MAX_OBJECTS = 200_000;

  /**
   * Lists the folders of a scope.
   *
   * @param location such as {@code s3://my-trail/AWSLogs/}
   */
  public static ArchiveSize measure(AwsSession session, String location, ScanScope scope)
      throws AwsProblem {
    S3Location place = S3Location.parse(location);
    Counter counter = new Counter();
    try (S3Client client = S3Options.client(session);
        S3Listing listing =
            new S3Listing(
                client,
                place,
                new KeyFilter(scope, place.prefix()),
                Optional.empty(),
                folder -> Optional.empty(),
                counter)) {
      listing.start();
      counter.ended.await();
      return new ArchiveSize(
          counter.bytes.get(),
          counter.objects.get(),
          !counter.isFull.get(),
          Optional.ofNullable(counter.problem.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AwsProblem.interrupted("list " + location);
    }
  }

  /** Adds the sizes. Ends the wait at the limit. */
  private static final class Counter implements S3Listing.Handler {
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong objects = new AtomicLong();
    private final AtomicBoolean isFull = new AtomicBoolean();
    private final AtomicReference<AwsProblem> problem = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void found(ListedObject object) {
      if (objects.get() >= MAX_OBJECTS) {
        isFull.set(true);
        ended.countDown();
        return;
      }
      objects.incrementAndGet();
      bytes.addAndGet(object.size());
    }

    @Override
    public void skipped(SkipReason reason, String key) {
      // Athena's table does not include it.
    }

    @Override
    public void failed(AwsProblem why) {
      problem.compareAndSet(null, why);
    }

    @Override
    public void done() {
      ended.countDown();
    }
  }
}
