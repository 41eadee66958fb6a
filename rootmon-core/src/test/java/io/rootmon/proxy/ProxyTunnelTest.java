package io.rootmon.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ExampleIncidents;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.judge.Severity;
import io.rootmon.proxy.FakeProxy.Connect;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Alerts that go all the way: through the tunnel of an authenticating proxy, over TLS, to a server
 * on the loopback interface that has a certificate for the names of the services.
 */
class ProxyTunnelTest {
  private static final String PASSWORD = "changeit";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Pattern ENTRY = Pattern.compile("\"EventBusName\"");
  private static final List<String> HOSTS =
      List.of(
          "sns.eu-west-1.amazonaws.com",
          "email.eu-west-1.amazonaws.com",
          "events.eu-west-1.amazonaws.com",
          "securityhub.eu-west-1.amazonaws.com",
          "slack.com",
          "hooks.example.com",
          "events.pagerduty.com",
          "api.atlassian.com");

  @SuppressWarnings("NullAway.Init") // before all
  private static SSLContext tls;

  @SuppressWarnings("NullAway.Init") // before all
  private static SSLContext usual;

  @SuppressWarnings("NullAway.Init") // before all
  private static SSLSocketFactory usualSockets;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @SuppressWarnings("NullAway.Init") // before each
  private HttpsServer server;

  @SuppressWarnings("NullAway.Init") // before each
  private FakeProxy proxy;

  @BeforeAll
  static void trustTheServer(@TempDir Path folder) throws Exception {
    Path trust = folder.resolve("trust.p12");
    tls = context(certificate(folder.resolve("server.p12")), trust);
    usual = SSLContext.getDefault();
    usualSockets = HttpsURLConnection.getDefaultSSLSocketFactory();
    // OkHttp, which Slack's SDK uses, has a context of its own.
    System.setProperty("javax.net.ssl.trustStore", trust.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    SSLContext.setDefault(tls);
    HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
  }

  @AfterAll
  static void trustTheUsual() {
    System.clearProperty("javax.net.ssl.trustStore");
    System.clearProperty("javax.net.ssl.trustStorePassword");
    SSLContext.setDefault(usual);
    HttpsURLConnection.setDefaultSSLSocketFactory(usualSockets);
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    proxy = new FakeProxy(true, Optional.of(server.getAddress()));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sns.eu-west-1.amazonaws.com | \"type\": \"sns\", \"topic\": \"arn:aws:sns:eu-west-1:111122223333:root\"",
        "sns.eu-west-1.amazonaws.com | \"type\": \"sns\", \"topic\": \"arn:aws:sns:eu-west-1:111122223333:root\", \"format\": \"chat\"",
        "email.eu-west-1.amazonaws.com | \"type\": \"ses\", \"region\": \"eu-west-1\", \"from\": \"a@example.com\", \"to\": [\"b@example.com\"]",
        "slack.com                   | \"type\": \"slack\", \"token\": SECRET, \"channel\": \"C0123456789\"",
        "hooks.example.com           | \"type\": \"slack\", \"webhook\": SECRET",
        "hooks.example.com           | \"type\": \"teams\", \"webhook\": SECRET",
        "hooks.example.com           | \"type\": \"webhook\", \"address\": SECRET",
        "events.pagerduty.com        | \"type\": \"pagerduty\", \"key\": SECRET",
        "api.atlassian.com           | \"type\": \"jsm\", \"key\": SECRET",
        "events.eu-west-1.amazonaws.com | \"type\": \"eventbridge\", \"bus\": \"arn:aws:events:eu-west-1:111122223333:event-bus/security\"",
        "securityhub.eu-west-1.amazonaws.com | \"type\": \"securityhub\", \"region\": \"eu-west-1\", \"account\": \"999988887777\""
      })
  void everyChannelDeliversThroughTheTunnel(String host, String settings) throws Exception {
    try (Channel channel = channel(settings.replace("SECRET", "{\"env\": \"SECRET\"}"))) {
      channel.send(ExampleIncidents.alert(1, Severity.HIGH, Severity.HIGH), Deadline.in(TIMEOUT));
    }

    assertThat(received).isNotEmpty().allMatch(it -> it.startsWith(host + " "));
    assertThat(proxy.connects()).extracting(Connect::target).containsOnly(host + ":443");
    assertThat(proxy.connects()).anyMatch(it -> it.authorization().isPresent());
  }

  @Test
  void theWorkflowStatusIsSetThroughTheTunnel() throws Exception {
    String settings =
        "\"type\": \"securityhub\", \"region\": \"eu-west-1\", \"account\": \"999988887777\"";
    try (Channel channel = channel(settings)) {
      channel
          .acknowledgement()
          .orElseThrow()
          .send(ExampleIncidents.acknowledged(), Deadline.in(TIMEOUT));
    }

    assertThat(received)
        .containsExactly("securityhub.eu-west-1.amazonaws.com PATCH /findings/batchupdate");
  }

  private Channel channel(String settings) {
    ConfigurationDocument configuration =
        ConfigurationDocument.parse(
            "rootmon.json",
            """
            {"channels": {"a": {%s}},
             "proxy": {"address": "127.0.0.1:%d", "credentials": {"env": "PROXY"}}}
            """
                .formatted(settings, proxy.port()));
    return configuration
        .channels(
            configuration.context(
                Map.of(
                    "SECRET", "https://hooks.example.com/services/T0/B0/x",
                    "PROXY", "user:not-a-password"),
                ProxyTunnelTest::aws,
                Templates.builtIn()))
        .get(0);
  }

  private static AwsAccess aws() {
    return new AwsAccess(
        UrlConnectionHttpClient.create(),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "not-a-secret-access-key")),
        Optional.empty());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
      String path = exchange.getRequestURI().getPath();
      received.add(host.replace(":443", "") + " " + exchange.getRequestMethod() + " " + path);
      byte[] answer = answer(host, path, body).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String answer(String host, String path, String body) {
    if (host.startsWith("slack.com")) {
      return "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0123456789\"}";
    } else if (host.startsWith("events.eu-west-1")) {
      String entries =
          ENTRY
              .matcher(body)
              .results()
              .map(it -> "{\"EventId\":\"1\"}")
              .collect(Collectors.joining(","));
      return "{\"FailedEntryCount\":0,\"Entries\":[" + entries + "]}";
    } else if (path.startsWith("/findings")) {
      return "{\"FailedCount\":0,\"SuccessCount\":1}";
    } else if (host.contains("amazonaws")) {
      return "<Response><PublishResult><MessageId>1</MessageId></PublishResult>"
          + "<SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></Response>";
    }
    return "ok";
  }

  private static Path certificate(Path file) throws IOException, InterruptedException {
    String names = HOSTS.stream().map(it -> "dns:" + it).collect(Collectors.joining(","));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of("-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-dname", "CN=localhost", "-validity", "2", "-ext", "bc:c=ca:true"));
    command.addAll(List.of("-ext", "san=" + names, "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", file.toString()));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(text).isZero();
    return file;
  }

  private static SSLContext context(Path file, Path trustStore) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    try (OutputStream out = Files.newOutputStream(trustStore)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
