package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import io.rootmon.internal.secret.aws.SsmConfigSource;
import io.rootmon.lambda.priming.BackgroundInitializer;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What is run for the custom runtime's cache: the function first without a table, by the document
 * and the batch in the environment, then as Lambda starts it. A cache is made of one process, and a
 * process has one document. It is in the artefact, since a cache has one class path, and nothing
 * calls it there.
 */
final class CacheTrainer {
  static final String DOCUMENT = "TRAINEE_DOCUMENT";
  static final String BATCH = "TRAINEE_BATCH";

  private static final Duration MAX_DURATION = Duration.ofMinutes(1);

  private CacheTrainer() {}

  public static void main(String[] handler) throws Throwable {
    // As in CustomRuntimeMain: what initialises Java's loggers first decides which classes they
    // load.
    Class.forName(AWSLambda.class.getName());
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(FunctionFactory.DOCUMENT, environment.getOrDefault(DOCUMENT, ""));
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Handler tableless =
        new Handler(
            new FunctionFactory(SsmConfigSource::read, BackgroundInitializer.none()),
            environment,
            nowhere);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tableless.handle(
        environment.getOrDefault(BATCH, "").getBytes(StandardCharsets.UTF_8),
        out,
        new Invocation("trainee", Deadline.in(MAX_DURATION)));
    String answer = out.toString(StandardCharsets.UTF_8);
    if (!answer.equals("{\"batchItemFailures\":[]}")) {
      throw new IllegalStateException("training: expected deliveries but was " + answer);
    }
    CustomRuntimeMain.main(handler);
  }
}
