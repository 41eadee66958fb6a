package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.control.ControlMessage.SpokeAlarm;
import io.rootmon.internal.control.EventPipeline.Event;
import io.rootmon.internal.monitoring.ControlMessageProcessor;
import io.rootmon.judge.Finding;
import io.rootmon.lambda.BatchItem.ControlItem;
import io.rootmon.lambda.BatchItem.FindingItem;
import io.rootmon.lambda.BatchItem.MalformedItem;
import io.rootmon.lambda.BatchItem.ProcessedControl;
import io.rootmon.lambda.MessageParser.ParsedMessage;
import io.rootmon.time.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Processes the control messages of a batch. The events that a coverage check finds in dead-letter
 * queues, and those that were found in CloudTrail's log files, pass through the same pipeline as
 * those of the batch.
 */
final class ControlMessageHandler implements BatchProcessor.ControlProcessor {
  private final Supplier<ControlMessageProcessor> creator;
  private final MessageParser deadLetterParser;
  private final BatchProcessor deadLetters;
  private @Nullable ControlMessageProcessor created;

  /**
   * Creates a handler.
   *
   * @param creator called once, for the first control message
   */
  ControlMessageHandler(RootMonitor monitor, Supplier<ControlMessageProcessor> creator) {
    this.creator = creator;
    this.deadLetterParser = new MessageParser(monitor, Optional.empty());
    this.deadLetters = new BatchProcessor(monitor, this);
  }

  /** Returns the processor. The first call creates it. */
  synchronized ControlMessageProcessor control() {
    ControlMessageProcessor known = created;
    if (known == null) {
      known = creator.get();
      created = known;
    }
    return known;
  }

  @Override
  public ItemResult process(String messageId, ControlItem item, Deadline deadline) {
    List<ItemResult> events = new ArrayList<>();
    ControlMessageProcessor.Result result =
        control()
            .process(
                item.message(),
                (letters, until) -> {
                  events.addAll(processDeadLetters(letters, until));
                  return unfinished(events);
                },
                deadline);
    return new ItemResult(
        messageId,
        new ProcessedControl(item.message(), result, events),
        result.outcome(),
        result.problem(),
        Instant.now());
  }

  /** Without control messages, of which only a spoke alarm is an event of AWS. */
  private List<ItemResult> processDeadLetters(List<Event> letters, Deadline deadline) {
    List<ParsedMessage> messages = new ArrayList<>();
    for (Event letter : letters) {
      List<BatchItem> items =
          new ArrayList<>(deadLetterParser.parse(letter.id(), letter.body()).items());
      items.removeIf(it -> it instanceof ControlItem c && !(c.message() instanceof SpokeAlarm));
      if (letter.origin() == Finding.Origin.ARCHIVE) {
        items.replaceAll(
            it ->
                it instanceof FindingItem found
                    ? new FindingItem(found.finding().foundInArchive())
                    : it);
      }
      messages.add(new ParsedMessage(letter.id(), items));
    }
    return deadLetters.process(messages, deadline);
  }

  /**
   * A record that cannot be parsed, and of which the channels were notified, is done, other than in
   * the function's own queue: it would be read again every hour.
   */
  private static Set<String> unfinished(List<ItemResult> results) {
    return results.stream()
        .filter(it -> !it.isDone() && !(it.item() instanceof MalformedItem && it.isNotified()))
        .map(ItemResult::messageId)
        .collect(Collectors.toSet());
  }
}
