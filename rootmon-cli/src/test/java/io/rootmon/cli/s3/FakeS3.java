package io.rootmon.cli.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rootmon.cli.CommandResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One bucket of S3 on the loopback interface, with the answers of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 * and GetObject. A test can fail single calls.
 */
public final class FakeS3 implements AutoCloseable {
  /** The name of the bucket. */
  static final String BUCKET = "trail";

  /**
   * A call.
   *
   * @param operation {@code list} or {@code get}
   * @param target the prefix or the key
   * @param headers of the request, by their names in lower case
   */
  record Call(String operation, String target, Map<String, String> headers) {}

  /** What to do with a call instead of answering it. */
  enum Fault {
    NONE,
    SLOW_DOWN,
    DENIED,
    MISSING,
    /** The connection ends after half of the content. */
    BROKEN
  }

  private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService executor = Executors.newFixedThreadPool(16);
  private volatile BiFunction<Call, Integer, Fault> faults = (call, attempt) -> Fault.NONE;
  private volatile int pageSize = 1_000;

  FakeS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  FakeS3 put(String key, String content) {
    objects.put(key, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  FakeS3 pages(int size) {
    pageSize = size;
    return this;
  }

  /** Fails calls by their number among the calls of the same operation and target, from 1. */
  FakeS3 failing(BiFunction<Call, Integer, Fault> newFaults) {
    faults = newFaults;
    return this;
  }

  /** The keys of the objects that were read, in order, repeated ones included. */
  List<String> reads() {
    return targets("get");
  }

  List<String> lists() {
    return targets("list");
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  void forgetCalls() {
    calls.clear();
  }

  private List<String> targets(String operation) {
    return calls.stream()
        .filter(it -> it.operation().equals(operation))
        .map(Call::target)
        .sorted()
        .toList();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Runs {@code rootmon scan} with this endpoint. */
  CommandResult scan(String... arguments) {
    String[] all =
        Stream.concat(Stream.of("scan", "--endpoint-url", url()), Arrays.stream(arguments))
            .toArray(String[]::new);
    return withCredentials(() -> CommandResult.rootmon(all));
  }

  /** Runs with credentials and a region, so that nothing else is searched for them. */
  static <T> T withCredentials(java.util.function.Supplier<T> run) {
    Map<String, String> aws =
        Map.of(
            "aws.region", "us-east-1",
            "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE",
            "aws.secretAccessKey", "not-a-secret-access-key");
    aws.forEach(System::setProperty);
    try {
      return run.get();
    } finally {
      aws.keySet().forEach(System::clearProperty);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      String key = path.substring(Math.min(path.length(), BUCKET.length() + 2));
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      boolean isList = query.containsKey("list-type");
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      Call call =
          new Call(
              isList ? "list" : "get", isList ? query.getOrDefault("prefix", "") : key, headers);
      calls.add(call);
      int attempt =
          (int)
              calls.stream()
                  .filter(
                      it ->
                          it.operation().equals(call.operation())
                              && it.target().equals(call.target()))
                  .count();
      switch (faults.apply(call, attempt)) {
        case SLOW_DOWN -> error(exchange, 503, "SlowDown", "Please reduce your request rate.");
        case DENIED -> error(exchange, 403, "AccessDenied", "Access Denied");
        case MISSING -> error(exchange, 404, "NoSuchKey", "The specified key does not exist.");
        case BROKEN -> get(exchange, key, true);
        case NONE -> {
          if (isList) {
            list(exchange, query);
          } else {
            get(exchange, key, false);
          }
        }
      }
    }
  }

  private static Map<String, String> query(String raw) {
    return Stream.of(Optional.ofNullable(raw).orElse("").split("&", -1))
        .map(it -> it.split("=", 2))
        .collect(
            Collectors.toMap(
                it -> it[0],
                it -> it.length == 1 ? "" : URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
  }

  private void get(HttpExchange exchange, String key, boolean isBroken) throws IOException {
    byte[] content = objects.get(key);
    if (content == null) {
      error(exchange, 404, "NoSuchKey", "The specified key does not exist.");
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
    int count = content.length - from;
    exchange.getResponseHeaders().set("ETag", "\"" + key.hashCode() + "\"");
    exchange.sendResponseHeaders(range == null ? 200 : 206, count);
    exchange.getResponseBody().write(content, from, isBroken ? count / 2 : count);
    exchange.getResponseBody().flush();
  }

  private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    int most = Math.min(pageSize, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
    TreeSet<String> entries = new TreeSet<>();
    TreeSet<String> folders = new TreeSet<>();
    for (String key : objects.keySet()) {
      if (key.startsWith(prefix)) {
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        if (end >= 0) {
          folders.add(key.substring(0, end + 1));
        }
        entries.add(end < 0 ? key : key.substring(0, end + 1));
      }
    }
    List<String> page = new ArrayList<>();
    boolean isTruncated = false;
    for (String entry : entries.tailSet(after, false)) {
      if (page.size() == most) {
        isTruncated = true;
        break;
      }
      page.add(entry);
    }
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    xml.append("<IsTruncated>").append(isTruncated).append("</IsTruncated>");
    if (isTruncated) {
      xml.append("<NextContinuationToken>")
          .append(page.get(page.size() - 1))
          .append("</NextContinuationToken>");
    }
    for (String entry : page) {
      if (!folders.contains(entry)) {
        xml.append("<Contents><Key>").append(entry).append("</Key><Size>");
        xml.append(Objects.requireNonNull(objects.get(entry)).length).append("</Size></Contents>");
      } else {
        xml.append("<CommonPrefixes><Prefix>").append(entry).append("</Prefix></CommonPrefixes>");
      }
    }
    answer(exchange, 200, xml.append("</ListBucketResult>").toString());
  }

  private static void error(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    answer(
        exchange,
        status,
        "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message));
  }

  private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
