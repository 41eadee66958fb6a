package io.rootmon.internal.coverage.aws;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.internal.coverage.DeadLetterQueues;
import io.rootmon.internal.coverage.DeadLetterQueues.DeadLetter;
import io.rootmon.internal.text.SafeText;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Reads the dead-letter queues of the regions, in the account of the caller. */
public final class SqsDeadLetterQueues implements DeadLetterQueues {
  /** The permissions that the role needs on the queue in every region. */
  public static final List<String> ACTIONS =
      List.of("sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:DeleteMessage");

  /**
   * The <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">maximum
   * number of messages per call</a>; a batch of deletions has the same limit.
   */
  private static final int MAX_BATCH = 10;

  /** Longer than an invocation of the function. */
  private static final int VISIBILITY_SECONDS = 180;

  /** A long poll queries all servers of the queue, a short one only some. */
  private static final int POLL_SECONDS = 1;

  private static final Duration MIN_CALL = Duration.ofMillis(1_200);
  private static final int MAX_DETAIL = 200;

  private static final Set<String> MISSING =
      Set.of(
          "QueueDoesNotExist",
          "AWS.SimpleQueueService.NonExistentQueue",
          "com.amazonaws.sqs#QueueDoesNotExist");

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

  private final AwsAccess access;
  private final String queue;
  private final Map<String, SqsClient> clients = new ConcurrentHashMap<>();
  private final Map<String, String> urls = new ConcurrentHashMap<>();

  public SqsDeadLetterQueues(AwsAccess access, String queue) {
    this.access = access;
    this.queue = queue;
  }

  @Override
  public Received receive(String region, int max, Deadline deadline) {
    List<DeadLetter> messages = new ArrayList<>();
    try {
      String url = url(region, deadline.left());
      if (url.isEmpty()) {
        Problem problem =
            new Problem(
                "no response", "SQS named no URL", fixOfAny(region), /* isTransient= */ true);
        return new Received(messages, true, Optional.of(problem));
      }
      while (messages.size() < max) {
        Duration left = deadline.left();
        if (left.compareTo(MIN_CALL) < 0) {
          return new Received(messages, true, Optional.empty());
        }
        List<DeadLetter> some = receive(region, url, max - messages.size(), left);
        if (some.isEmpty()) {
          return new Received(messages, false, Optional.empty());
        }
        messages.addAll(some);
      }
      return new Received(messages, true, Optional.empty());
    } catch (SdkException e) {
      urls.remove(region);
      return new Received(messages, true, Optional.of(problem(region, e)));
    }
  }

  private String url(String region, Duration left) {
    String known = urls.get(region);
    if (known != null) {
      return known;
    }
    String url =
        text(
            client(region)
                .getQueueUrl(
                    it ->
                        it.queueName(queue)
                            .overrideConfiguration(call -> call.apiCallTimeout(left)))
                .queueUrl());
    if (!url.isEmpty()) {
      urls.put(region, url);
    }
    return url;
  }

  private List<DeadLetter> receive(String region, String url, int max, Duration left) {
    return client(region)
        .receiveMessage(
            it ->
                it.queueUrl(url)
                    .maxNumberOfMessages(Math.min(MAX_BATCH, max))
                    .visibilityTimeout(VISIBILITY_SECONDS)
                    .waitTimeSeconds(POLL_SECONDS)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                    .overrideConfiguration(call -> call.apiCallTimeout(left)))
        .messages()
        .stream()
        .map(it -> letter(region, it))
        .toList();
  }

  private static DeadLetter letter(String region, Message message) {
    return new DeadLetter(
        region,
        text(message.messageId()),
        text(message.receiptHandle()),
        text(message.body()),
        attribute(message, "ERROR_CODE"),
        attribute(message, "ERROR_MESSAGE"),
        attribute(message, "RULE_ARN"),
        sent(message));
  }

  private static String attribute(Message message, String name) {
    MessageAttributeValue value = message.messageAttributes().get(name);
    return value == null ? "" : text(value.stringValue());
  }

  private static Optional<Instant> sent(Message message) {
    String millis = text(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP));
    return millis.matches("\\d{1,15}")
        ? Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)))
        : Optional.empty();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public int delete(String region, List<DeadLetter> messages, Deadline deadline) {
    int deleted = 0;
    for (int from = 0; from < messages.size(); from += MAX_BATCH) {
      List<DeadLetter> some = messages.subList(from, Math.min(messages.size(), from + MAX_BATCH));
      Duration left = deadline.left();
      if (left.toMillis() < 1) {
        break;
      }
      try {
        deleted += delete(region, some, left, url(region, left));
      } catch (SdkException e) {
        break; // a message that was not deleted appears again and is recognized as a duplicate
      }
    }
    return deleted;
  }

  private int delete(String region, List<DeadLetter> messages, Duration left, String url) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (DeadLetter it : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(it.receipt())
              .build());
    }
    return client(region)
        .deleteMessageBatch(
            it ->
                it.queueUrl(url)
                    .entries(entries)
                    .overrideConfiguration(call -> call.apiCallTimeout(left)))
        .successful()
        .size();
  }

  /**
   * Returns the client of a region. Clients are reused, because they keep their HTTP connections.
   */
  private SqsClient client(String region) {
    return clients.computeIfAbsent(region, it -> access.configure(SqsClient.builder(), it).build());
  }

  private Problem problem(String region, SdkException e) {
    if (!(e instanceof AwsServiceException)) {
      return new Problem(
          "no response",
          "no response: " + AwsErrors.summary(e, MAX_DETAIL),
          fixOfAny(region),
          true);
    }
    String code = AwsErrors.codeOrStatus(e);
    String message = AwsErrors.summary(e, MAX_DETAIL);
    boolean isTransient = AwsErrors.isTransient(e);
    if (MISSING.contains(code)) {
      return new Problem(
          "missing",
          "there is no queue " + queue,
          "Deploy the spoke of the hub's own account in " + region + ": it creates the queue.",
          false);
    }
    if (DENIED.contains(code)) {
      return new Problem(
          "denied",
          message,
          "Allow the function's role " + String.join(", ", ACTIONS) + " on " + queue + ".",
          false);
    }
    return new Problem(detail(code), message, fixOfAny(region), isTransient);
  }

  private String fixOfAny(String region) {
    return "Check the queue " + queue + " in " + region + ".";
  }

  private static String detail(@Nullable String text) {
    return SafeText.line(String.valueOf(text), MAX_DETAIL);
  }
}
