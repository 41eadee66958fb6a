package io.rootmon.lambda.moto;

import io.rootmon.aws.AwsAccess;
import io.rootmon.aws.FakeAwsServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * <a href="https://docs.getmoto.org/en/latest/docs/server_mode.html">moto</a> simulates AWS: all
 * services on one port of the loopback interface, in a separate process.
 */
public final class MotoServer implements AutoCloseable {
  static final String REGION = "us-east-1";

  private static final String PROGRAM = "moto_server";
  private static final Pattern ADDRESS =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");
  private static final Duration MAX_DURATION = Duration.ofSeconds(30);

  /**
   * Ends moto when its standard input closes, which happens however this JVM ends. Only moto has
   * the output, so that its end is visible too.
   */
  private static final String LEASH =
      "\"$1\" -H 127.0.0.1 -p 0 2>&1 & exec > /dev/null 2>&1; cat; kill $!; wait $!";

  private final Process shell;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  private static final class Running {
    static final MotoServer ALL_TESTS = start(System.getenv().getOrDefault("PATH", ""));
  }

  private MotoServer(Process shell, URI address) {
    this.shell = shell;
    this.address = address;
  }

  /** The one that ends with this JVM. */
  public static MotoServer shared() {
    return Running.ALL_TESTS;
  }

  /** Starts a server whose program is on a path such as {@code PATH}. */
  static MotoServer start(String path) {
    try {
      // Its recording lands where it runs.
      Path folder = Files.createDirectories(Path.of("target", "moto"));
      ProcessBuilder builder =
          new ProcessBuilder("sh", "-c", LEASH, "sh", program(path).toString())
              .directory(folder.toFile())
              .redirectErrorStream(true);
      builder.environment().put("PYTHONUNBUFFERED", "1");
      Process shell = builder.start();
      return new MotoServer(shell, address(shell));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path program(String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, PROGRAM).toAbsolutePath();
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    throw new AssertionError(
        "expected " + PROGRAM + " but there is none; pip install 'moto[server]'");
  }

  /** It takes a port of the system's choice, and says which once it listens. */
  private static URI address(Process shell) throws IOException {
    BufferedReader out = shell.inputReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    // An end of the shell's output means that moto has ended.
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        Thread drain = new Thread(() -> drain(out), "moto-output");
        drain.setDaemon(true);
        drain.start();
        return URI.create(address.group(1));
      }
    }
    throw new AssertionError(PROGRAM + ": expected it to listen but it said " + said);
  }

  /** Discards the log, so that a full pipe does not block moto. */
  private static void drain(BufferedReader out) {
    try (out) {
      out.lines().forEach(line -> {});
    } catch (IOException | UncheckedIOException e) {
      // It has ended.
    }
  }

  public URI address() {
    return address;
  }

  /** As the test's own, which is not whom the function is. */
  AwsAccess access() {
    return FakeAwsServer.at(address);
  }

  /** Forgets all that was made in it. */
  public void reset() throws IOException, InterruptedException {
    send("POST", "/moto-api/reset");
  }

  /** Records what comes from now on. */
  public void record() throws IOException, InterruptedException {
    send("POST", "/moto-api/recorder/reset-recording");
    send("POST", "/moto-api/recorder/start-recording");
  }

  /** The requests since then, without those to its own API. */
  public List<RecordedCall> recorded() throws IOException, InterruptedException {
    return RecordedCall.read(send("GET", "/moto-api/recorder/download-recording"));
  }

  private String send(String method, String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address.resolve(path)).method(method, BodyPublishers.noBody()));
  }

  /** A call of AWS's JSON protocol, for a service whose SDK is not here. */
  String call(String service, String target, String body) throws IOException, InterruptedException {
    return call("AKIAIOSFODNN7EXAMPLE", REGION, service, target, body);
  }

  /** The same of whom the key says, in a region; of the query protocol without a target. */
  public String call(String accessKey, String region, String service, String target, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        as(accessKey, region, service, "/").POST(BodyPublishers.ofString(body));
    return send(
        target.isEmpty()
            ? request.header("Content-Type", "application/x-www-form-urlencoded")
            : request
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", target));
  }

  /** A reading call of a REST protocol. */
  public String get(String accessKey, String region, String service, String path)
      throws IOException, InterruptedException {
    return send(as(accessKey, region, service, path).GET());
  }

  /** moto finds the service by it, and checks no signature. */
  private HttpRequest.Builder as(String accessKey, String region, String service, String path) {
    String scope = accessKey + "/20260101/" + region + "/" + service + "/aws4_request";
    return HttpRequest.newBuilder(address.resolve(path))
        .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + scope);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request.timeout(MAX_DURATION).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("moto: expected 200 but was " + answer.statusCode() + answer.body());
    }
    return answer.body();
  }

  /** Fails if it does not end in time. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = shell.descendants().toList();
    shell.getOutputStream().close();
    try {
      if (!shell.waitFor(MAX_DURATION.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("moto: expected an end within " + MAX_DURATION);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
