package io.rootmon.cli.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.TrackedPrintStream;
import io.rootmon.cli.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * STS, IAM, Organizations, Account Management and CloudTrail on the loopback interface. A session
 * of AssumeRole or AssumeRoot has an access key that ends with the id of its account.
 */
public final class FakeAwsServices implements AutoCloseable {
  /** The account of the caller, which is the management account. */
  public static final String OWN = "999988887777";

  private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
  private static final Pattern SCOPE =
      Pattern.compile("Credential=([A-Z0-9]+)/[0-9]+/([a-z0-9-]+)/");

  /**
   * A call.
   *
   * @param account of the caller's session
   * @param body of a JSON call
   * @param parameters of a query call
   */
  public record Call(
      String operation,
      String account,
      String region,
      String body,
      Map<String, String> parameters) {

    /** The parameter, which the query call must have. */
    public String parameter(String name) {
      return Objects.requireNonNull(
          parameters.get(name), () -> operation + " has no parameter " + name);
    }
  }

  /** An answer. */
  public record Answer(int status, String body) {
    public static Answer json(String body) {
      return new Answer(200, body);
    }

    /** The result of a query call. */
    public static Answer xml(String operation, String result) {
      return new Answer(
          200,
          "<%sResponse><%sResult>%s</%sResult></%sResponse>"
              .formatted(operation, operation, result, operation, operation));
    }

    public static Answer xmlError(int status, String code, String message) {
      return new Answer(
          status,
          "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
              .formatted(code, message));
    }

    public static Answer jsonError(String code, String message) {
      return new Answer(400, "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message));
    }
  }

  /** What a command printed, and its exit code. */
  public record Result(int code, String out, String err) {}

  private String input = "";
  private final HttpServer server;
  private final ExecutorService executor = Executors.newFixedThreadPool(8);
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Call, Answer>> answers = new HashMap<>();

  public FakeAwsServices() throws IOException {
    answers.put(
        "GetCallerIdentity",
        call -> Answer.xml("GetCallerIdentity", "<Account>" + call.account() + "</Account>"));
    answers.put("AssumeRole", FakeAwsServices::assumeRole);
    answers.put("AssumeRoot", call -> session("AssumeRoot", call.parameter("TargetPrincipal")));
    answers.put(
        "ListAccounts",
        call ->
            Answer.json(
                "{\"Accounts\":["
                    + Stream.of(
                            account(OWN, "management", "ACTIVE"),
                            account("111122223333", "payments-prod", "ACTIVE"),
                            account("444455556666", "sandbox", "ACTIVE"),
                            account("777788889999", "closed", "SUSPENDED"))
                        .collect(Collectors.joining(","))
                    + "]}"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  private static String account(String id, String name, String state) {
    return "{\"Id\":\"%s\",\"Name\":\"%s\",\"State\":\"%s\",\"Arn\":\"arn:aws:organizations::%s:account/o-exampleorgid/%s\"}"
        .formatted(id, name, state, OWN, id);
  }

  private static Answer assumeRole(Call call) {
    return session("AssumeRole", call.parameter("RoleArn").split(":", -1)[4]);
  }

  public static Answer session(String operation, String account) {
    return Answer.xml(
        operation,
        ("<Credentials><AccessKeyId>ASIA%s</AccessKeyId><SecretAccessKey>not-a-secret</SecretAccessKey>"
                + "<SessionToken>not-a-token</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>"
                + "</Credentials>")
            .formatted(account));
  }

  /** Answers an operation. */
  public FakeAwsServices on(String operation, Function<Call, Answer> answer) {
    answers.put(operation, answer);
    return this;
  }

  /** What the user types. */
  public FakeAwsServices withInput(String text) {
    input = text;
    return this;
  }

  /** The calls of an operation, in their order. */
  public List<Call> calls(String operation) {
    return calls.stream().filter(it -> it.operation().equals(operation)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      Map<String, String> parameters =
          target == null
              ? form(body + "&" + String.valueOf(exchange.getRequestURI().getRawQuery()))
              : Map.of();
      String path = exchange.getRequestURI().getPath();
      String operation =
          target != null
              ? target.substring(target.lastIndexOf('.') + 1)
              : parameters.getOrDefault("Action", path.substring(1));
      Matcher scope =
          SCOPE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      boolean isSigned = scope.find();
      String key = isSigned ? scope.group(1) : "";
      String account = key.startsWith("ASIA") ? key.substring(4) : OWN;
      Call call = new Call(operation, account, isSigned ? scope.group(2) : "", body, parameters);
      calls.add(call);
      Answer answer =
          answers
              .getOrDefault(
                  operation, unused -> Answer.xmlError(403, "AccessDenied", "not authorized"))
              .apply(call);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  /** Runs a command with this endpoint, at 2026-03-20T12:00:00Z. */
  public Result run(Function<Terminal, Object> command, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new TrackedPrintStream(out, true),
            new TrackedPrintStream(err, true),
            false,
            false,
            false,
            120,
            false,
            InstantSource.fixed(NOW),
            Map.of());
    Map<String, String> aws =
        Map.of(
            "aws.region", "eu-west-1",
            "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE",
            "aws.secretAccessKey", "not-a-secret-access-key");
    aws.forEach(System::setProperty);
    try {
      String[] all =
          Stream.concat(
                  Stream.of(arguments),
                  Stream.of("--endpoint-url", "http://127.0.0.1:" + server.getAddress().getPort()))
              .toArray(String[]::new);
      int code =
          new CommandLine(command.apply(terminal))
              .setCaseInsensitiveEnumValuesAllowed(true)
              .setExecutionExceptionHandler(
                  (problem, line, result) -> {
                    if (problem instanceof UsageException) {
                      terminal.print(String.valueOf(problem.getMessage()));
                      return 2;
                    }
                    throw problem;
                  })
              .execute(all);
      return new Result(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      aws.keySet().forEach(System::clearProperty);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
