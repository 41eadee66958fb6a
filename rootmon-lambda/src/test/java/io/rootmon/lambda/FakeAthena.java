package io.rootmon.lambda;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.rootmon.aws.AwsAccess;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Athena on the loopback interface: queries with a client request token, states, pages of results,
 * and errors. A page has as many rows as the request allows, or fewer.
 */
final class FakeAthena implements AutoCloseable {
  static final List<String> COLUMNS =
      List.of(
          "useridentity",
          "eventtime",
          "eventsource",
          "eventname",
          "awsregion",
          "eventid",
          "recipientaccountid");

  private final FakeHttpServer server;
  private final Map<String, String> queries = new ConcurrentHashMap<>();
  private final Map<String, Deque<Answer>> errors = new ConcurrentHashMap<>();
  final List<List<String>> rows = new ArrayList<>();
  String state = "SUCCEEDED";
  String reason = "";
  int rowsPerPage = 1_000;

  FakeAthena() throws IOException {
    server = FakeHttpServer.answering(this::answer);
  }

  AwsAccess access() {
    return FakeAwsServer.at(server.address());
  }

  /** The bodies of the calls of an operation. */
  List<String> calls(String operation) {
    return server.requests().stream()
        .filter(it -> operation(it).equals(operation))
        .map(Request::body)
        .toList();
  }

  /** The number of queries that were started. */
  int startedQueries() {
    return queries.size();
  }

  /** Answers the next calls of an operation with an error. */
  void fail(String operation, String code, String message, int times) {
    Deque<Answer> answers = errors.computeIfAbsent(operation, unused -> new ArrayDeque<>());
    for (int at = 0; at < times; at++) {
      answers.add(
          new Answer(400, "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message)));
    }
  }

  void addRootCall(String account, String region, String name, String id) {
    rows.add(
        List.of(
            "{\"type\":\"Root\",\"principalid\":\"%1$s\",\"arn\":\"arn:aws:iam::%1$s:root\",\"accountid\":\"%1$s\"}"
                .formatted(account),
            "2026-03-12T05:30:00Z",
            "iam.amazonaws.com",
            name,
            region,
            id,
            account));
  }

  private static String operation(Request request) {
    String target = String.valueOf(request.headers().getFirst("X-Amz-Target"));
    return target.substring(target.lastIndexOf('.') + 1);
  }

  private Answer answer(Request request) {
    String operation = operation(request);
    Deque<Answer> failing = errors.getOrDefault(operation, new ArrayDeque<>());
    if (!failing.isEmpty()) {
      return failing.remove();
    }
    return switch (operation) {
      case "StartQueryExecution" -> started(field(request.body(), "ClientRequestToken"));
      case "GetQueryExecution" -> execution();
      case "GetQueryResults" -> page(request.body());
      case "StopQueryExecution" -> new Answer(200, "{}");
      default -> new Answer(400, "{\"__type\":\"UnknownOperationException\"}");
    };
  }

  /** As AWS does: two calls with one token start one query. */
  private Answer started(String token) {
    String id = queries.computeIfAbsent(token, unused -> "query-" + (queries.size() + 1));
    return new Answer(200, "{\"QueryExecutionId\":\"" + id + "\"}");
  }

  private Answer execution() {
    return new Answer(
        200,
        "{\"QueryExecution\":{\"Status\":{\"State\":\"%s\",\"StateChangeReason\":\"%s\"},\"Statistics\":{\"DataScannedInBytes\":1000}}}"
            .formatted(state, reason));
  }

  private Answer page(String body) {
    int from = body.contains("NextToken") ? Integer.parseInt(field(body, "NextToken")) : 0;
    int max = Integer.parseInt(field(body, "MaxResults"));
    List<List<String>> all = new ArrayList<>(List.of(COLUMNS));
    all.addAll(rows);
    int to = Math.min(all.size(), from + Math.min(max, rowsPerPage));
    String next = to < all.size() ? "\"NextToken\":\"" + to + "\"," : "";
    return new Answer(
        200,
        "{"
            + next
            + "\"ResultSet\":{\"ResultSetMetadata\":{\"ColumnInfo\":"
            + COLUMNS.stream()
                .map(it -> "{\"Name\":\"" + it + "\",\"Type\":\"varchar\"}")
                .collect(Collectors.joining(",", "[", "]"))
            + "},\"Rows\":"
            + all.subList(from, to).stream()
                .map(FakeAthena::row)
                .collect(Collectors.joining(",", "[", "]"))
            + "}}");
  }

  private static String row(List<String> values) {
    return values.stream()
        .map(it -> new String(JsonStringEncoder.getInstance().quoteAsString(it)))
        .map(it -> "{\"VarCharValue\":\"" + it + "\"}")
        .collect(Collectors.joining(",", "{\"Data\":[", "]}"));
  }

  private static String field(String body, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]+)").matcher(body);
    return matcher.find() ? matcher.group(1) : "";
  }

  @Override
  public void close() {
    server.close();
  }
}
