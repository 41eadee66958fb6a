package io.rootmon.cli.s3;

import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.s3.S3Archive.ListedObject;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists the objects of a scan with several threads. In CloudTrail's folders it finds the accounts
 * and regions by common prefixes, and lists each region from the first day of the range to the
 * last: the keys of a region sort by day, so one listing covers all days. Elsewhere it lists
 * everything.
 */
final class S3Listing implements AutoCloseable {
  private static final Pattern ROOT = Pattern.compile("(?:.*/)?AWSLogs/(?:o-[a-z0-9]+/)?");
  private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]+");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ACCOUNT_FOLDER =
      Pattern.compile("(?:.*/)?AWSLogs/(?:o-[a-z0-9]+/)?[0-9]{12}/");
  private static final Pattern TRAIL = Pattern.compile("(?:.*/)?[0-9]{12}/CloudTrail/");
  private static final Pattern REGION_FOLDER =
      Pattern.compile("((?:.*/)?[0-9]{12}/CloudTrail/[a-z0-9-]+/)(?:[0-9]{4}/(?:[0-9]{2}/){0,2})?");

  /** The prefix above AWSLogs has few levels. A deeper tree has another layout. */
  private static final int MAX_DEPTH = 4;

  private static final int THREADS = 8;

  private final S3Client client;
  private final S3Location location;
  private final KeyFilter filter;
  private final Optional<RequestPayer> payer;
  private final Function<String, Optional<String>> resumeAfter;
  private final Handler handler;
  private final ExecutorService executor;
  private final AtomicLong pending = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong listed = new AtomicLong();

  /** Receives the results of the listing. Several threads call it. */
  interface Handler {
    /** Receives an object to read. May block, which pauses the listing of that folder. */
    void found(ListedObject object) throws InterruptedException;

    /** Receives an object that is not a log file. */
    void skipped(SkipReason reason, String key) throws InterruptedException;

    /** Receives the failure of a listing that did not complete. */
    void failed(AwsProblem problem) throws InterruptedException;

    /** Called when everything was listed. */
    void done();
  }

  /**
   * Creates a listing.
   *
   * @param resumeAfter the key up to which an earlier run read a folder
   */
  S3Listing(
      S3Client client,
      S3Location location,
      KeyFilter filter,
      Optional<RequestPayer> payer,
      Function<String, Optional<String>> resumeAfter,
      Handler handler) {
    this.client = client;
    this.location = location;
    this.filter = filter;
    this.payer = payer;
    this.resumeAfter = resumeAfter;
    this.handler = handler;
    this.executor =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "s3-listing");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts the listing in the background. */
  void start() {
    submit(this::begin);
  }

  /** Returns the number of calls so far. */
  long calls() {
    return calls.get();
  }

  /** Returns the number of listed objects so far, including those that are not read. */
  long listed() {
    return listed.get();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** One step of the listing. */
  private interface Step {
    void run() throws InterruptedException;
  }

  private void submit(Step step) {
    pending.incrementAndGet();
    try {
      executor.execute(
          () -> {
            try {
              step.run();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            } finally {
              if (pending.decrementAndGet() == 0) {
                handler.done();
              }
            }
          });
    } catch (RejectedExecutionException e) {
      pending.decrementAndGet(); // The listing was closed.
    }
  }

  /** Lists the prefix, which may be a folder, with or without its slash, or an object. */
  private void begin() throws InterruptedException {
    String prefix = location.prefix();
    if (prefix.isEmpty() || prefix.endsWith("/")) {
      walk(prefix, 0);
      return;
    }
    Optional<ListObjectsV2Response> first = page(request(prefix).maxKeys(1).build());
    if (first.isEmpty()) {
      return;
    }
    for (S3Object object : first.get().contents()) {
      if (object.key().equals(prefix)) {
        offer(prefix, object);
        return;
      }
    }
    walk(prefix + "/", 0);
  }

  private void walk(String folder, int depth) throws InterruptedException {
    if (REGION_FOLDER.matcher(folder).matches() || filter.skipReason(folder + "x").isPresent()) {
      range(folder);
    } else if (ROOT.matcher(folder).matches() || TRAIL.matcher(folder).matches()) {
      children(folder, depth);
    } else if (ACCOUNT_FOLDER.matcher(folder).matches()) {
      walk(folder + "CloudTrail/", depth);
    } else {
      probe(folder, depth);
    }
  }

  /** Lists the folders of accounts or regions. */
  private void children(String folder, int depth) throws InterruptedException {
    String token = null;
    do {
      Optional<ListObjectsV2Response> page =
          page(request(folder).delimiter("/").continuationToken(token).build());
      if (page.isEmpty()) {
        return;
      }
      for (S3Object object : page.get().contents()) {
        offer(folder, object);
      }
      for (CommonPrefix child : page.get().commonPrefixes()) {
        String name = name(folder, child);
        if (isSelected(folder, name)) {
          submit(() -> walk(child.prefix(), depth + 1));
        }
      }
      token = next(page.get());
    } while (token != null);
  }

  private boolean isSelected(String folder, String name) {
    if (TRAIL.matcher(folder).matches()) {
      return filter.containsRegion(name);
    }
    return ORGANIZATION.matcher(name).matches()
        || !ACCOUNT.matcher(name).matches()
        || filter.containsAccount(name);
  }

  /**
   * Searches a folder with few entries for CloudTrail's folders, and lists everything in any other
   * folder.
   */
  private void probe(String folder, int depth) throws InterruptedException {
    Optional<ListObjectsV2Response> page = page(request(folder).delimiter("/").build());
    if (page.isEmpty()) {
      return;
    }
    if (depth >= MAX_DEPTH || next(page.get()) != null) {
      range(folder);
      return;
    }
    for (S3Object object : page.get().contents()) {
      offer(folder, object);
    }
    List<String> children = new ArrayList<>();
    for (CommonPrefix child : page.get().commonPrefixes()) {
      Optional<SkipReason> reason = filter.skipReason(child.prefix() + "x");
      if (reason.isEmpty()) {
        children.add(child.prefix());
      }
    }
    children.forEach(it -> submit(() -> walk(it, depth + 1)));
  }

  /** Lists all objects below a folder, from the first that can be in the range to the last. */
  private void range(String folder) throws InterruptedException {
    var region = REGION_FOLDER.matcher(folder);
    Optional<String> start =
        region.matches() ? filter.startAfter(region.group(1)) : Optional.empty();
    Optional<String> resume = resumeAfter.apply(folder);
    String after =
        start
            .filter(it -> resume.isEmpty() || it.compareTo(resume.get()) > 0)
            .or(() -> resume)
            .orElse(null);
    String token = null;
    do {
      // S3 ignores StartAfter if there is a continuation token.
      Optional<ListObjectsV2Response> page =
          page(
              request(folder)
                  .startAfter(token == null ? after : null)
                  .continuationToken(token)
                  .build());
      if (page.isEmpty()) {
        return;
      }
      for (S3Object object : page.get().contents()) {
        if (region.matches()
            && TrailKey.parse(object.key()).filter(it -> filter.isAfter(it.day())).isPresent()) {
          return;
        }
        offer(folder, object);
      }
      token = next(page.get());
    } while (token != null);
  }

  private void offer(String folder, S3Object object) throws InterruptedException {
    listed.incrementAndGet();
    Optional<SkipReason> reason = filter.skipReason(object.key());
    if (reason.isPresent()) {
      handler.skipped(reason.get(), object.key());
    } else if (filter.mayContain(object.key())) {
      handler.found(new ListedObject(folder, object.key(), object.size()));
    }
  }

  private ListObjectsV2Request.Builder request(String prefix) {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(location.bucket()).prefix(prefix);
    payer.ifPresent(request::requestPayer);
    return request;
  }

  private Optional<ListObjectsV2Response> page(ListObjectsV2Request request)
      throws InterruptedException {
    calls.incrementAndGet();
    try {
      return Optional.of(client.listObjectsV2(request));
    } catch (SdkException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      handler.failed(
          AwsProblem.of(
              "list " + location.address(request.prefix()),
              e,
              "Allow s3:ListBucket on the bucket in the caller's and the bucket's policy. For a"
                  + " requester-pays bucket add --requester-pays"));
      return Optional.empty();
    }
  }

  private static @Nullable String next(ListObjectsV2Response page) {
    return Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
  }

  private static String name(String folder, CommonPrefix child) {
    return child.prefix().substring(folder.length()).replace("/", "");
  }
}
