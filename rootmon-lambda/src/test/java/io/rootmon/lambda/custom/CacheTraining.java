package io.rootmon.lambda.custom;

import io.rootmon.lambda.ExampleEvents;
import io.rootmon.lambda.FakeRuntimeApi;
import io.rootmon.lambda.FakeRuntimeApi.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Creates the class cache of the custom runtime: runs the whole function once, through every
 * channel, against endpoints on the loopback interface, and ends it. The JVM then writes the loaded
 * classes.
 *
 * <p>The TLS of Java calls HTTPS endpoints. The AWS CRT client has a TLS of its own, which trusts
 * the certificates of the system only, so it calls HTTP endpoints.
 */
final class CacheTraining {
  private static final Duration MAX_DURATION = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
  private static final String TRAINEE = "io.rootmon.lambda.CacheTrainer";

  private static final Map<String, String> ASKED =
      Map.of(
          "sns", "/",
          "ses", "/",
          "slack", "/slack/chat.postMessage",
          "webhook", "/hook",
          "table", "DynamoDB_20120810.TransactWriteItems");

  private CacheTraining() {}

  /**
   * With the folder that is to be /var/task, and the channels, as {@link CustomRuntimeEnvironments}
   * names them.
   */
  public static void main(String[] arguments) throws Exception {
    Path task = Path.of(arguments[0]).toAbsolutePath();
    List<String> channels = List.of(arguments[1].split(","));
    Path folder = Files.createTempDirectory("rootmon-training");
    Path cache = task.resolve("lib/rootmon.aot");
    Files.deleteIfExists(cache);
    TestCertificate certificate = TestCertificate.make(folder);
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FakeHttpsServer people = FakeHttpsServer.open(certificate);
        FakeHttpsServer aws = FakeHttpsServer.openPlain()) {
      Map<String, String> environment =
          CustomRuntimeEnvironments.environment(
              CustomRuntimeEnvironments.of(channels, people.address()), aws.address());
      environment.put("FAR_END", people.address() + "/hook");
      environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
      ProcessBuilder builder =
          new ProcessBuilder(
              "jre/bin/java",
              "@lib/options",
              "-XX:AOTCacheOutput=lib/rootmon.aot",
              "-D" + CLIENT + "=" + task.resolve("lib/libaws-lambda-jni.so"),
              TRAINEE,
              "io.rootmon.lambda.Handler");
      builder.directory(task.toFile()).inheritIO();
      builder.environment().keySet().removeIf(it -> it.startsWith("AWS_"));
      builder.environment().putAll(environment);
      builder.environment().put("TRAINEE_DOCUMENT", CustomRuntimeEnvironments.topic());
      builder
          .environment()
          .put(
              "TRAINEE_BATCH",
              ExampleEvents.batch(
                  "m0", ExampleEvents.signIn("e0"), "m6", ExampleEvents.notRoot("e6")));
      builder.environment().put("JDK_JAVA_OPTIONS", certificate.javaOption());
      Process function = builder.start();
      try {
        train(api, function);
        List<String> asked = new ArrayList<>(people.requested());
        asked.addAll(aws.requested());
        ASKED.forEach((channel, target) -> require(!channels.contains(channel), target, asked));
      } finally {
        function.destroy(); // politely: what it has learnt is written at its end
      }
      if (!function.waitFor(MAX_DURATION.toSeconds(), TimeUnit.SECONDS)) {
        function.destroyForcibly();
      }
    }
    if (!Files.exists(cache)) {
      throw new IOException(cache + ": expected the JVM to write it but it did not");
    }
  }

  private static void train(FakeRuntimeApi api, Process function) throws InterruptedException {
    List<String> batches =
        List.of(
            ExampleEvents.batch("m1", ExampleEvents.signIn("e1")),
            ExampleEvents.batch(
                "m2", ExampleEvents.assumeRoot("ASIA1"), "m3", ExampleEvents.eventWith("ASIA1")),
            ExampleEvents.batch("m4", ExampleEvents.notRoot("e2"), "m5", ExampleEvents.UNREADABLE));
    for (int i = 0; i < batches.size(); i++) {
      api.invoke("r" + i, MAX_DURATION, batches.get(i));
      Answer answer = answer(api, function);
      boolean expected = i < 2 ? answer.body().endsWith("[]}") : answer.body().contains("m5");
      if (answer.kind() != Answer.Kind.RESPONSE || !expected) {
        throw new IllegalStateException("training: expected deliveries but was " + answer);
      }
    }
  }

  private static Answer answer(FakeRuntimeApi api, Process function) throws InterruptedException {
    long end = System.nanoTime() + MAX_DURATION.toNanos();
    while (function.isAlive() && System.nanoTime() < end) {
      Optional<Answer> answer = api.findAnswer(LOOK);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw new IllegalStateException("training: expected an answer but the function has ended");
  }

  private static void require(boolean spared, String target, List<String> asked) {
    if (!spared && !asked.contains(target)) {
      throw new IllegalStateException(
          "training: expected " + target + " to be asked but was " + asked);
    }
  }
}
