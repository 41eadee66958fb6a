package io.rootmon.lambda.custom;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.lambda.ExampleEvents;
import io.rootmon.lambda.FakeRuntimeApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The custom runtime's zip, unpacked as Lambda does and started by its own bootstrap. */
@Tag("custom-runtime")
class CustomRuntimeIT {
  private static final Duration MAX_DURATION = Duration.ofMinutes(2);
  private static final Path LOG = Path.of("log");

  /** Lambda's limit for a zip that is uploaded: 50 MB. */
  private static final long LARGEST = 50L * 1024 * 1024;

  private Path task;

  @BeforeEach
  void unzip(@TempDir Path folder) throws Exception {
    task = folder;
    Process unzip =
        new ProcessBuilder("unzip", "-q", "-X", zip().toString(), "-d", task.toString())
            .inheritIO()
            .start();
    assertThat(unzip.waitFor()).isZero();
  }

  private static Path zip() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(it -> it.getFileName().toString().matches("rootmon-lambda-custom-runtime-.*zip"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void fitsTheSizeLimitsOfLambda() throws IOException {
    assertThat(Files.size(zip())).isBetween(20_000_000L, LARGEST);
  }

  @Test
  void itDeliversFromTheCacheThatItShips() throws Exception {
    assertThat(answer("-Xlog:aot:file=log -Xlog:class+load:file=classes"))
        .isEqualTo("{\"batchItemFailures\":[]}");

    assertThat(Files.readString(task.resolve(LOG)))
        .contains("Opened AOT cache lib/rootmon.aot")
        .contains("full module graph: enabled")
        .doesNotContain("always map archive(s) at an alternative address");
    List<String> loaded = Files.readAllLines(task.resolve("classes"));
    long cached = loaded.stream().filter(it -> it.contains("shared objects file")).count();
    assertThat(cached).isGreaterThan(5_000).isGreaterThan(loaded.size() * 95L / 100);
  }

  @Test
  void aJarThatChangedIsRefused() throws Exception {
    try (RandomAccessFile jar =
        new RandomAccessFile(task.resolve("lib/rootmon.jar").toFile(), "rw")) {
      jar.seek(jar.length() - 200);
      int old = jar.read();
      jar.seek(jar.length() - 200);
      jar.write(old + 1);
    }

    assertThat(rejection()).contains("expected the jar and the cache that were made together");
  }

  @Test
  void aCacheOfAnotherJarIsRefused() throws Exception {
    try (RandomAccessFile cache =
        new RandomAccessFile(task.resolve("lib/rootmon.aot").toFile(), "rw")) {
      cache.seek(8);
      cache.write(~cache.read());
    }

    assertThat(rejection()).contains("expected the jar and the cache that were made together");
  }

  private String rejection() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("./bootstrap")
            .directory(task.toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream said = process.getInputStream()) {
      String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isEqualTo(1);
      return text;
    }
  }

  private String answer(String javaOptions) throws IOException, InterruptedException {
    try (FakeRuntimeApi api = FakeRuntimeApi.open();
        FakeHttpsServer farEnd = FakeHttpsServer.openPlain()) {
      api.invoke("r1", MAX_DURATION, ExampleEvents.batch("m1", ExampleEvents.signIn("e1")));
      ProcessBuilder builder = new ProcessBuilder("./bootstrap").directory(task.toFile());
      Map<String, String> environment = builder.environment();
      environment.putAll(
          CustomRuntimeEnvironments.environment(
              CustomRuntimeEnvironments.topic(), farEnd.address()));
      environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
      environment.put("JAVA_TOOL_OPTIONS", javaOptions);
      Process function = builder.inheritIO().start();
      try {
        return api.answer(MAX_DURATION).body();
      } finally {
        function.destroy();
        function.waitFor(MAX_DURATION.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }
}
