package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import io.rootmon.internal.ErrorLocation;
import io.rootmon.internal.secret.aws.SsmConfigSource;
import io.rootmon.lambda.MessageParser.ParsedMessage;
import io.rootmon.lambda.SlackInteractionHandler.InteractionResult;
import io.rootmon.lambda.priming.BackgroundInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;

/**
 * The Lambda function. For a batch of a standard queue it returns the ids of the messages that must
 * be retried. For a single event it fails unless every channel was notified. For a request to the
 * function URL it handles the click on a Slack button. It responds before Lambda's timeout, however
 * long a channel takes.
 */
public final class Handler implements RequestStreamHandler, Resource {
  private final FunctionContext context;
  private final MessageParser parser;
  private final ControlMessageHandler control;
  private final BatchProcessor processor;
  private final SlackInteractionHandler interactions;
  private final InvocationLogger log;

  /** Called by Lambda. A problem ends the start with an error, and the events wait in the queue. */
  public Handler() {
    this(
        new FunctionFactory(SsmConfigSource::read, BackgroundInitializer.ofProcess()),
        System.getenv(),
        System.out);
  }

  Handler(FunctionFactory factory, Map<String, String> environment, PrintStream out) {
    this(factory.create(environment), new InvocationLogger(out, environment));
    // The global context has a weak reference only; the runtime has a strong one to the handler.
    Core.getGlobalContext().register(this);
  }

  /** Creates a handler without the hooks around a snapshot. */
  public Handler(FunctionContext context, InvocationLogger log) {
    this.context = context;
    this.parser = new MessageParser(context.monitor(), context.objects());
    this.control = new ControlMessageHandler(context.monitor(), context.control());
    this.processor = new BatchProcessor(context.monitor(), control);
    this.interactions = new SlackInteractionHandler(context.monitor(), context.responses());
    this.log = log;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    handle(in.readAllBytes(), out, Invocation.of(context));
  }

  /**
   * Handles a payload and writes the response.
   *
   * @throws IllegalStateException if a single event is not done, so that Lambda retries it
   */
  public void handle(byte[] input, OutputStream out, Invocation invocation) throws IOException {
    Payload payload = Payload.read(input);
    if (payload instanceof FunctionUrlRequest request) {
      InteractionResult result = interactions.handle(request, invocation.deadline());
      log.write(invocation.requestId(), result);
      FunctionUrlRequest.writeResponse(result.status(), out);
    } else {
      SqsBatch.write(process(payload, invocation), out);
    }
  }

  /** Returns the messages of a batch to retry; none for a single event. */
  SQSBatchResponse process(Payload payload, Invocation invocation) {
    if (payload instanceof SqsBatch batch) {
      return SqsBatch.response(
          process(
              batch.messages().stream().map(it -> parser.parse(it.id(), it.body())).toList(),
              invocation));
    }
    String event = ((Payload.SingleEvent) payload).text();
    List<ItemResult> results = process(List.of(parser.parse("", event)), invocation);
    long failed = results.stream().filter(it -> !it.isDone()).count();
    if (failed > 0) {
      // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
      // Lambda tries twice more, and then sends the event to the function's destination.
      throw new IllegalStateException(
          "event: " + failed + " of " + results.size() + " findings were not processed");
    }
    return new SQSBatchResponse(List.of());
  }

  private List<ItemResult> process(List<ParsedMessage> messages, Invocation invocation) {
    List<ItemResult> results = processor.process(messages, invocation.deadline());
    log.write(invocation.requestId(), results);
    context.templates().takeProblem().ifPresent(log::writeTemplateProblem);
    return results;
  }

  /** Before SnapStart's snapshot: loads and compiles the code that runs after it. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    prime();
  }

  /** Runs the pipeline once, without a real channel. */
  void prime() {
    try {
      context.primer().run();
      control.control();
    } catch (IOException | RuntimeException | LinkageError e) {
      // A slow first response is better than a function that does not start.
      log.writeError("priming before the snapshot failed", ErrorLocation.of(e));
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> restored) {
    context.refresh().run();
  }
}
