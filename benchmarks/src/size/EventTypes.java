import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * Prints how many {@code io.rootmon} types the function loads for one event on its way to a Slack
 * message: {@code java benchmarks/src/size/EventTypes.java CLASSPATH [--list]}. The class path is
 * that of the function, with its libraries. Slack is a server on the loopback interface.
 */
public final class EventTypes {
  private static final Pattern LOADED = Pattern.compile("\\b(io\\.rootmon\\.[\\w.$]+)[ /]");
  private static final String RECORD_METHODS = "java.lang.runtime.ObjectMethods ";

  private static final String EVENT =
      "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"Root\",\"principalId\":\"111122223333\","
          + "\"arn\":\"arn:aws:iam::111122223333:root\",\"accountId\":\"111122223333\"},"
          + "\"eventTime\":\"2026-03-14T02:00:12Z\",\"eventSource\":\"signin.amazonaws.com\","
          + "\"eventName\":\"ConsoleLogin\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"192.0.2.7\","
          + "\"userAgent\":\"Mozilla/5.0\",\"responseElements\":{\"ConsoleLogin\":\"Success\"},"
          + "\"additionalEventData\":{\"MFAUsed\":\"No\"},\"eventID\":\"e1\","
          + "\"eventType\":\"AwsConsoleSignIn\",\"recipientAccountId\":\"111122223333\"}";

  private EventTypes() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("function")) {
      function();
      return;
    }
    HttpServer slack =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slack.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] answer = "ok".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    slack.start();
    Path log = Files.createTempFile("classes", ".log");
    // Compiled first: the compiler, which a source file's launcher runs, loads types of its own.
    Path classes = Files.createTempDirectory("classes");
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", classes.toString(), "benchmarks/src/size/EventTypes.java");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xlog:class+load:file=" + log,
              "-cp",
              classes + File.pathSeparator + arguments[0],
              "EventTypes",
              "function");
      builder
          .environment()
          .put(
              "ROOTMON_CONFIG",
              "{\"channels\":{\"slack\":{\"type\":\"slack\",\"webhook\":{\"env\":\"HOOK\"}}}}");
      builder
          .environment()
          .put("HOOK", "http://127.0.0.1:" + slack.getAddress().getPort() + "/hook");
      builder.environment().put("AWS_REGION", "eu-west-1");
      builder.environment().put("AWS_ACCESS_KEY_ID", "none");
      builder.environment().put("AWS_SECRET_ACCESS_KEY", "none");
      Process process = builder.redirectErrorStream(true).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0 || !output.contains("\"DELIVERED\"")) {
        throw new IllegalStateException("expected a delivery but was\n" + output);
      }
      Set<String> types = new TreeSet<>();
      boolean hasRecordMethods = false;
      for (String line : Files.readAllLines(log)) {
        Matcher type = LOADED.matcher(line);
        // Lambdas have hidden classes of no name of their own.
        if (type.find() && !type.group(1).contains("$$Lambda")) {
          types.add(type.group(1));
        }
        hasRecordMethods |= line.contains(RECORD_METHODS);
      }
      if (List.of(arguments).contains("--list")) {
        types.forEach(System.out::println);
      }
      System.out.println("io.rootmon types loaded for one event to Slack: " + types.size());
      System.out.println("generated record methods: " + (hasRecordMethods ? "used" : "not used"));
    } finally {
      slack.stop(0);
      Files.delete(log);
      Files.delete(classes.resolve("EventTypes.class"));
      Files.delete(classes);
    }
  }

  /** The handler as Lambda calls it, with a queue message. */
  private static void function() throws Exception {
    String body = EVENT.replace("\\", "\\\\").replace("\"", "\\\"");
    String batch =
        "{\"Records\":[{\"messageId\":\"m1\",\"eventSource\":\"aws:sqs\",\"body\":\"" + body + "\"}]}";
    Class<?> type = Class.forName("io.rootmon.lambda.Handler");
    Class<?> contextType = Class.forName("com.amazonaws.services.lambda.runtime.Context");
    Object context =
        Proxy.newProxyInstance(
            contextType.getClassLoader(),
            new Class<?>[] {contextType},
            (proxy, method, none) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> 30_000;
                  case "getAwsRequestId" -> "request-1";
                  default -> null;
                });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      type.getMethod("handleRequest", InputStream.class, OutputStream.class, contextType)
          .invoke(
              type.getConstructor().newInstance(),
              new ByteArrayInputStream(batch.getBytes(StandardCharsets.UTF_8)),
              out,
              context);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
    System.out.println(out.toString(StandardCharsets.UTF_8));
    System.exit(0);
  }
}
