package io.rootmon.internal.coverage.aws;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.internal.json.JsonStreams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends requests for a test alert to the queue that delivers events to the function. */
public final class FunctionQueue {
  private static final Duration MAX_CALL = Duration.ofSeconds(10);
  private static final int MAX_DETAIL = 300;

  /**
   * The two formats of <a href="https://docs.aws.amazon.com/general/latest/gr/sqs-service.html">a
   * queue's URL</a>.
   */
  private static final Pattern REGION =
      Pattern.compile("https://(?:sqs\\.([a-z0-9-]+)|([a-z0-9-]+)\\.queue)\\.");

  private final AwsAccess access;
  private final String region;
  private final String url;

  /**
   * Creates a client of the queue.
   *
   * @param region the region of the queue, if its URL does not contain it
   */
  public FunctionQueue(AwsAccess access, String region, String url) {
    this.access = access;
    this.region = regionOf(url).orElse(region);
    this.url = url;
  }

  /**
   * Requests a test alert.
   *
   * @param id a UUID that identifies the result
   * @param channels the names of the channels to test; empty for all
   * @throws IOException if the queue does not accept the message; the message contains the reason
   */
  public void requestTest(String id, Collection<String> channels, Instant time) throws IOException {
    String body = message(id, channels, time);
    try (SqsClient client = access.configure(SqsClient.builder(), region).build()) {
      client.sendMessage(
          it ->
              it.queueUrl(url)
                  .messageBody(body)
                  .overrideConfiguration(call -> call.apiCallTimeout(MAX_CALL)));
    } catch (SdkException e) {
      throw new IOException("send a message to " + url + ": " + problem(e), e);
    }
  }

  private static String message(String id, Collection<String> channels, Instant time)
      throws IOException {
    return JsonStreams.text(
        json -> {
          json.writeStringField("rootmon", "delivery-test");
          json.writeStringField("id", id);
          json.writeStringField("channels", String.join(",", new TreeSet<>(channels)));
          json.writeStringField("time", time.toString());
        });
  }

  private static Optional<String> regionOf(String url) {
    Matcher matcher = REGION.matcher(url);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    return Optional.ofNullable(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(2)));
  }

  private static String problem(SdkException e) {
    String remedy =
        AwsErrors.codeOrStatus(e).startsWith("AccessDenied")
            ? "; your credentials need sqs:SendMessage on the queue, and kms:GenerateDataKey on its"
                + " key"
            : "";
    return AwsErrors.summary(e, MAX_DETAIL) + remedy;
  }
}
