package io.rootmon.lambda;

import io.rootmon.MonitorFixtures;
import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A channel made of a lambda, and a handler around it that remembers its log. */
final class TestHandler {
  /** What a channel does with an alert. */
  @FunctionalInterface
  interface Send {
    void accept(Alert alert) throws DeliveryException;
  }

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Handler handler;

  private TestHandler(RootMonitor monitor, Map<String, String> environment) {
    FunctionContext context =
        FunctionContext.of(
            monitor, Optional.empty(), PrimerFixtures.of(Templates.builtIn(), Set.of()));
    PrintStream out = new PrintStream(log, false, StandardCharsets.UTF_8);
    handler = new Handler(context, new InvocationLogger(out, environment));
  }

  static TestHandler sending(Send send) {
    return sending(send, Map.of());
  }

  static TestHandler sending(Send send, Map<String, String> environment) {
    Dispatcher dispatcher =
        new Dispatcher(
            List.of(new RecordingChannel("fake", (alert, deadline) -> send.accept(alert))));
    AccountDirectory accounts = AccountDirectory.of(Map.of());
    return new TestHandler(
        MonitorFixtures.builder(dispatcher).accounts(accounts).build(), environment);
  }

  static TestHandler around(RootMonitor monitor) {
    return new TestHandler(monitor, Map.of());
  }

  Handler handler() {
    return handler;
  }

  /** The ids in the answer to an input. */
  List<String> failures(String input) throws Exception {
    return failures(input, Duration.ofSeconds(20));
  }

  List<String> failures(String input, Duration timeLeft) throws Exception {
    return failures(input, Deadline.in(timeLeft));
  }

  List<String> failures(String input, Deadline deadline) throws Exception {
    Invocation invocation = new Invocation("request-1", deadline);
    return handler
        .process(Payload.read(input.getBytes(StandardCharsets.UTF_8)), invocation)
        .getBatchItemFailures()
        .stream()
        .map(it -> it.getItemIdentifier())
        .toList();
  }

  List<String> lines() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
