package io.rootmon.channel.internal;

import io.rootmon.channel.DeliveryException;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A POST in progress. It may hang in calls that the JDK does not limit in time; the waiting caller
 * then abandons it.
 */
final class HttpPostCall {
  private static final int MAX_RESPONSE_BYTES = 65_536;

  private final HttpURLConnection connection;
  private final HttpPost post;
  private final Deadline deadline;
  private final boolean readsErrors;
  private volatile boolean answering;

  HttpPostCall(HttpPost post, Deadline deadline, boolean readsErrors) throws IOException {
    this.connection = post.proxy().open(post.address());
    this.post = post;
    this.deadline = deadline;
    this.readsErrors = readsErrors;
  }

  HttpPost.Response run() throws DeliveryException {
    try {
      write();
      int status = status();
      answering = true;
      Optional<String> errorType =
          Optional.ofNullable(connection.getHeaderField("x-amzn-ErrorType"));
      return new HttpPost.Response(status, retryAfter(), errorType, read(status));
    } catch (SocketTimeoutException e) {
      throw tooLate();
    } catch (IOException e) {
      // Without the cause, which may quote the address.
      throw DeliveryException.retryable(HttpErrors.describe(e), null);
    } finally {
      connection.disconnect();
    }
  }

  static DeliveryException tooLate() {
    return DeliveryException.retryable("no response in time; it may have arrived", null);
  }

  /**
   * Ends the call from another thread. The reader of the response body checks the time itself, and
   * has a lock.
   */
  void abandon() {
    if (!answering) {
      connection.disconnect();
    }
  }

  private void write() throws IOException, DeliveryException {
    // Must be set before connecting; zero means no limit.
    int milliseconds =
        (int) Math.min(DeliveryException.timeLeft(deadline).toMillis(), Integer.MAX_VALUE);
    connection.setConnectTimeout(milliseconds);
    connection.setReadTimeout(milliseconds);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    // Without it the JDK may post twice: https://bugs.openjdk.org/browse/JDK-6427251
    byte[] bytes = post.body().getBytes(StandardCharsets.UTF_8);
    connection.setFixedLengthStreamingMode(bytes.length);
    post.headers().forEach(connection::setRequestProperty);
    try (OutputStream out = connection.getOutputStream()) {
      // Do not send after the caller has given up.
      var unused = DeliveryException.timeLeft(deadline);
      out.write(bytes);
    }
  }

  private int status() throws IOException, DeliveryException {
    try {
      int status = connection.getResponseCode();
      if (status < 0) {
        throw DeliveryException.retryable("the response is not HTTP; it may have arrived", null);
      }
      return status;
    } catch (HttpRetryException e) {
      // A status of 401, for which the JDK would repeat the request if it could send the body
      // again.
      return e.responseCode();
    }
  }

  private String read(int status) throws IOException, DeliveryException {
    boolean isSuccess = HttpErrors.isSuccess(status);
    @Nullable InputStream body =
        isSuccess ? connection.getInputStream() : readsErrors ? connection.getErrorStream() : null;
    if (body == null) {
      return "";
    }
    long expected = connection.getContentLengthLong();
    byte[] some = new byte[8_192];
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (InputStream in = body) {
      for (int read = 0; read >= 0 && whole.size() < MAX_RESPONSE_BYTES; read = in.read(some)) {
        whole.write(some, 0, read);
        // Each byte of a slow response restarts the read timeout. The request was sent.
        if (deadline.isOver()) {
          throw tooLate();
        }
      }
    }
    // The JDK does not distinguish a truncated response from a complete one.
    if (whole.size() < Math.min(expected, MAX_RESPONSE_BYTES)) {
      throw new EOFException();
    }
    return whole.toString(StandardCharsets.UTF_8);
  }

  private Optional<Duration> retryAfter() {
    @Nullable String header = connection.getHeaderField("Retry-After");
    return RetryAfter.parse(header, Instant.now());
  }
}
