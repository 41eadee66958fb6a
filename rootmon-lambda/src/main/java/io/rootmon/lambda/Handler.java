package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.rootmon.lambda.priming.BackgroundInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crac.Core;
import org.crac.Resource;

/**
 * The Lambda function: takes a batch of a standard queue and names the messages that have to come
 * again, takes one bare event and fails unless everybody was told of it, or takes what people press
 * in Slack. It answers before Lambda's time is up, however silent the far ends are.
 */
public final class Handler implements RequestStreamHandler, Resource {
  private final Wiring.FunctionContext wired;
  private final MessageParser intake;
  private final BatchProcessor telling;
  private final SlackInteractionHandler listening;
  private final InvocationLogger journal;

  /** Called by Lambda. Any problem ends the start loudly, and the events wait in the queue. */
  public Handler() {
    this(
        new FunctionFactory(SsmConfigSource::read, BackgroundInitializer.ofProcess()),
        System.getenv(),
        System.out);
  }

  Handler(Wiring wiring, Map<String, String> environment, PrintStream log) {
    this(wiring.wire(environment), new InvocationLogger(log, environment));
    // The context holds it weakly, and the runtime holds the handler.
    Core.getGlobalContext().register(this);
  }

  /** Without the hooks around a snapshot. */
  public Handler(Wiring.FunctionContext wired, InvocationLogger journal) {
    this.wired = wired;
    this.intake = new MessageParser(wired.monitor(), wired.objects());
    this.telling =
        new BatchProcessor(
            wired.monitor(),
            new ControlMessageHandler(
                wired.monitor(), wired.coverage(), wired.checks(), wired.tests(), wired.weekly()));
    this.listening = new SlackInteractionHandler(wired.monitor(), wired.responses());
    this.journal = journal;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    handle(in, out, Invocation.of(context));
  }

  void handle(InputStream in, OutputStream out, Invocation invocation) throws IOException {
    byte[] input = in.readAllBytes();
    Optional<FunctionUrlRequest> request = FunctionUrlRequest.read(input);
    if (request.isPresent()) {
      handle(request.get(), invocation).write(out);
    } else {
      BatchJson.write(handle(input, invocation), out);
    }
  }

  /** Takes a request to the function's URL, which never is an event. */
  public FunctionUrlResponse handle(FunctionUrlRequest request, Invocation invocation) {
    InteractionResult reply = listening.reply(request, invocation.deadline());
    journal.write(invocation.requestId(), reply);
    return new FunctionUrlResponse(reply.status());
  }

  public SQSBatchResponse handle(byte[] input, Invocation invocation) throws IOException {
    Optional<SQSEvent> batch = BatchJson.read(input);
    return batch.isPresent()
        ? handle(batch.get(), invocation)
        : handle(new String(input, StandardCharsets.UTF_8), invocation);
  }

  /** Takes a queue's batch. */
  SQSBatchResponse handle(SQSEvent batch, Invocation invocation) {
    return SqsBatch.answer(handle(SqsBatch.read(batch, intake), invocation));
  }

  /** Takes what is no batch: an event as EventBridge delivers it, or any other form. */
  private SQSBatchResponse handle(String event, Invocation invocation) {
    List<ItemResult> fates = handle(List.of(intake.read("", event)), invocation);
    long failed = fates.stream().filter(it -> !it.isDone()).count();
    if (failed > 0) {
      // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
      // Lambda tries twice more, and then hands the event to the function's destination.
      throw new IllegalStateException(
          "event: expected to be done with all of it but "
              + failed
              + " of "
              + fates.size()
              + " have to come again");
    }
    return new SQSBatchResponse(List.of());
  }

  private List<ItemResult> handle(List<ParsedMessage> messages, Invocation invocation) {
    List<ItemResult> fates = telling.tell(messages, invocation.deadline());
    journal.write(invocation.requestId(), fates);
    return fates;
  }

  /** Before SnapStart's snapshot: what runs now need not be loaded and compiled afterwards. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    prime();
  }

  /** The whole line once, to no far end. */
  void prime() {
    try {
      wired.rehearsal().run();
    } catch (IOException | RuntimeException | LinkageError e) {
      // A slow first answer is better than a function that does not start.
      journal.complain("the rehearsal before the snapshot failed", ErrorLocation.whereabouts(e));
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    wired.refresh().run();
  }
}
