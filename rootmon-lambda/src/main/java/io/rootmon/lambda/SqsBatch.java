package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages of a standard queue; a FIFO queue's order is not kept. */
final class SqsBatch {
  private SqsBatch() {}

  static List<ParsedMessage> read(SQSEvent batch, MessageParser intake) {
    return batch.getRecords().stream().map(it -> read(it, intake)).toList();
  }

  private static ParsedMessage read(SQSMessage message, MessageParser intake) {
    return intake.read(text(message.getMessageId()), text(message.getBody()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /**
   * Names the messages that have to come again, each once: an unknown or empty id in <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">the
   * answer</a> makes a failure of the whole batch.
   *
   * @throws IllegalStateException if such a message has no id: then the batch has to come again
   */
  static SQSBatchResponse answer(List<ItemResult> fates) {
    Set<String> failed = new LinkedHashSet<>();
    for (ItemResult fate : fates) {
      if (!fate.isDone()) {
        failed.add(fate.messageId());
      }
    }
    if (failed.contains("")) {
      throw new IllegalStateException("messageId: expected the id of a message but was empty");
    }
    return new SQSBatchResponse(failed.stream().map(BatchItemFailure::new).toList());
  }
}
