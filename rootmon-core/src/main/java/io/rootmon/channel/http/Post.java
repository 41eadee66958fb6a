package io.rootmon.channel.http;

import io.rootmon.channel.Deadline;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One POST. Redirects are not followed, nothing is repeated, and no message quotes the address. Of
 * HTTP clients the JDK's oldest starts fastest.
 */
public record Post(URI address, Map<String, String> headers, String body) {
  private static final int LONGEST_ANSWER = 65_536;

  public Post {
    headers = Map.copyOf(headers);
  }

  public Receipt send(Duration timeLeft) throws DeliveryException {
    Deadline deadline = Deadline.in(timeLeft);
    HttpURLConnection connection = null;
    try {
      connection = (HttpURLConnection) address.toURL().openConnection();
      write(connection, deadline);
      int status = status(connection);
      read(connection, status, deadline);
      return new Receipt("HTTP " + status);
    } catch (SocketTimeoutException e) {
      throw DeliveryException.retryable("no answer in time; it may have arrived", null);
    } catch (IOException e) {
      // Without the cause, which may quote the address.
      throw DeliveryException.retryable("no whole answer: " + e.getClass().getSimpleName(), null);
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private void write(HttpURLConnection connection, Deadline deadline)
      throws IOException, DeliveryException {
    // Both together are the time left, and must be said before it connects; zero is for ever.
    int milliseconds = (int) Math.min(deadline.left().toMillis(), Integer.MAX_VALUE);
    int connecting = Math.max(1, milliseconds / 10);
    connection.setConnectTimeout(connecting);
    connection.setReadTimeout(Math.max(1, milliseconds - connecting));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    // Without it the JDK may post twice: https://bugs.openjdk.org/browse/JDK-6427251
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    connection.setFixedLengthStreamingMode(bytes.length);
    headers.forEach(connection::setRequestProperty);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(bytes);
    }
  }

  private static int status(HttpURLConnection connection) throws IOException {
    try {
      return connection.getResponseCode();
    } catch (HttpRetryException e) {
      // Of a 401, which the JDK would answer itself if it could send the body again.
      return e.responseCode();
    }
  }

  private static void read(HttpURLConnection connection, int status, Deadline deadline)
      throws IOException, DeliveryException {
    if (!HttpStatus.isSuccess(status)) {
      throw HttpStatus.failure(status, retryAfter(connection), "HTTP " + status);
    }
    long expected = connection.getContentLengthLong();
    byte[] some = new byte[8_192];
    int length = 0;
    try (InputStream in = connection.getInputStream()) {
      for (int read = 0; read >= 0 && length < LONGEST_ANSWER; read = in.read(some)) {
        length += read;
        // Each byte of a slow answer begins the read timeout anew.
        var unused = deadline.left();
      }
    }
    // The JDK takes an answer that breaks off for one that ends.
    if (length < Math.min(expected, LONGEST_ANSWER)) {
      throw new EOFException();
    }
  }

  private static Optional<Duration> retryAfter(HttpURLConnection connection) {
    @Nullable String header = connection.getHeaderField("Retry-After");
    return RetryAfter.parse(header, Instant.now());
  }
}
