package io.rootmon.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ExampleIncidents;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.judge.Severity;
import io.rootmon.proxy.FakeProxy.Connect;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

class ProxySettingsTest {
  private static final String PASSWORD = "not-a-password";
  private static final String EXPECTED =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String SECRET = "{\"env\": \"SECRET\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sns.eu-west-1.amazonaws.com:443   | \"type\": \"sns\", \"topic\": \"arn:aws:sns:eu-west-1:111122223333:root\"",
        "email.eu-west-1.amazonaws.com:443 | \"type\": \"ses\", \"region\": \"eu-west-1\", \"from\": \"a@example.com\", \"to\": [\"b@example.com\"]",
        "slack.com:443                     | \"type\": \"slack\", \"token\": SECRET, \"channel\": \"C0123456789\"",
        "hooks.example.com:443             | \"type\": \"slack\", \"webhook\": SECRET",
        "hooks.example.com:443             | \"type\": \"teams\", \"webhook\": SECRET",
        "hooks.example.com:443             | \"type\": \"webhook\", \"address\": SECRET",
        "events.pagerduty.com:443          | \"type\": \"pagerduty\", \"key\": SECRET",
        "api.atlassian.com:443             | \"type\": \"jsm\", \"key\": SECRET",
        "events.eu-west-1.amazonaws.com:443 | \"type\": \"eventbridge\", \"bus\": \"arn:aws:events:eu-west-1:111122223333:event-bus/security\"",
        "securityhub.eu-west-1.amazonaws.com:443 | \"type\": \"securityhub\", \"region\": \"eu-west-1\", \"account\": \"999988887777\""
      })
  void everyChannelConnectsThroughTheProxyOfTheConfiguration(String target, String settings)
      throws Exception {
    try (FakeProxy proxy = new FakeProxy(true)) {
      Channel channel = channel(proxy, settings.replace("SECRET", SECRET));

      Throwable failure =
          catchThrowable(
              () ->
                  channel.send(
                      ExampleIncidents.alert(1, Severity.HIGH, Severity.HIGH),
                      Deadline.in(TIMEOUT)));

      check(proxy, target, failure);
    }
  }

  @Test
  void theWorkflowStatusIsSetThroughTheProxy() throws Exception {
    try (FakeProxy proxy = new FakeProxy(true)) {
      Channel channel =
          channel(
              proxy,
              "\"type\": \"securityhub\", \"region\": \"eu-west-1\", \"account\": \"999988887777\"");

      Throwable failure =
          catchThrowable(
              () ->
                  channel
                      .acknowledgement()
                      .orElseThrow()
                      .send(ExampleIncidents.acknowledged(), Deadline.in(TIMEOUT)));

      check(proxy, "securityhub.eu-west-1.amazonaws.com:443", failure);
    }
  }

  private static void check(FakeProxy proxy, String target, Throwable failure) {
    assertThat(failure).as("delivered without a tunnel").isNotNull();
    assertThat(proxy.connects()).isNotEmpty().allMatch(it -> it.target().equals(target));
    assertThat(proxy.connects()).extracting(Connect::authorization).contains(Optional.of(EXPECTED));
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    assertThat(text.toString()).doesNotContain(PASSWORD, EXPECTED);
  }

  private static Channel channel(FakeProxy proxy, String settings) {
    return ConfigurationDocument.parse(
            "rootmon.json",
            "{\"proxy\": {\"address\": \"http://127.0.0.1:"
                + proxy.port()
                + "\", \"credentials\": {\"env\": \"PROXY\"}}, \"channels\": {\"x\": {"
                + settings
                + "}}}")
        .channels(
            ConfigurationDocument.parse(
                    "rootmon.json",
                    "{\"proxy\": {\"address\": \"http://127.0.0.1:"
                        + proxy.port()
                        + "\", \"credentials\": {\"env\": \"PROXY\"}}}")
                .context(
                    Map.of("SECRET", "https://hooks.example.com/x", "PROXY", "user:" + PASSWORD),
                    ProxySettingsTest::aws,
                    Templates.builtIn()))
        .get(0);
  }

  private static AwsAccess aws() {
    return new AwsAccess(
        UrlConnectionHttpClient.create(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "x")),
        Optional.empty());
  }

  @Test
  void everyClientOfAwsConnectsThroughTheProxy() throws Exception {
    try (FakeProxy proxy = new FakeProxy(true)) {
      ProxySettings settings =
          ProxySettings.of(
              "http://user:" + PASSWORD + "@127.0.0.1:" + proxy.port(),
              Optional.empty(),
              List.of());
      AwsAccess access = aws().withProxy(settings);
      for (Runnable call :
          List.<Runnable>of(
              () -> access.configure(SqsClient.builder(), "eu-west-1").build().listQueues(),
              () -> access.configure(DynamoDbClient.builder(), "eu-west-1").build().listTables(),
              () ->
                  access
                      .configure(SsmClient.builder(), "eu-west-1")
                      .build()
                      .getParameter(it -> it.name("x")),
              () ->
                  access
                      .configure(SecretsManagerClient.builder(), "eu-west-1")
                      .build()
                      .getSecretValue(it -> it.secretId("x")),
              () -> access.configure(S3Client.builder(), "eu-west-1").build().listBuckets(),
              () ->
                  access
                      .configure(OrganizationsClient.builder(), "us-east-1")
                      .build()
                      .listAccounts())) {
        assertThat(catchThrowable(call::run)).isNotNull();
      }

      assertThat(proxy.connects())
          .filteredOn(it -> it.authorization().isPresent())
          .extracting(Connect::target)
          .contains(
              "sqs.eu-west-1.amazonaws.com:443",
              "dynamodb.eu-west-1.amazonaws.com:443",
              "ssm.eu-west-1.amazonaws.com:443",
              "secretsmanager.eu-west-1.amazonaws.com:443",
              "s3.eu-west-1.amazonaws.com:443",
              "organizations.us-east-1.amazonaws.com:443");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS_PROXY", "https_proxy"})
  void readsTheEnvironmentInBothCases(String variable) {
    ProxySettings proxy =
        ProxySettings.ofEnvironment(
            Map.of(variable, "http://user:" + PASSWORD + "@proxy.example.com:3128"));

    assertThat(proxy).hasToString("***@proxy.example.com:3128");
    assertThat(proxy.proxyFor(URI.create("https://slack.com/")).address().toString())
        .contains("proxy.example.com")
        .contains("3128");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NO_PROXY | example.com            | https://hooks.example.com/ | direct",
        "no_proxy | .example.com           | https://hooks.example.com/ | direct",
        "NO_PROXY | .example.com           | https://example.com/       | direct",
        "NO_PROXY | example.com            | https://badexample.com/    | proxy",
        "NO_PROXY | a.example.com, b.test  | https://b.test/            | direct",
        "NO_PROXY | *.example.com          | https://hooks.example.com/ | direct",
        "NO_PROXY | *                      | https://slack.com/         | direct",
        "NO_PROXY | example.com:8443       | https://example.com:8443/  | direct",
        "NO_PROXY | example.com:8443       | https://example.com/       | proxy",
        "NO_PROXY | 192.0.2.0/24           | https://192.0.2.7/         | direct",
        "NO_PROXY | 192.0.2.0/24           | https://198.51.100.7/      | proxy",
        "NO_PROXY | EXAMPLE.com            | https://Hooks.Example.COM/ | direct",
        "NO_PROXY | ''                     | http://127.0.0.1:8080/     | direct",
        "NO_PROXY | ''                     | http://localhost:8080/     | direct",
        "NO_PROXY | ''                     | http://169.254.169.254/    | direct",
        "NO_PROXY | ''                     | https://slack.com/         | proxy"
      })
  void reachesTheDestinationsOfNoProxyDirectly(
      String variable, String list, URI destination, String expected) {
    ProxySettings proxy =
        ProxySettings.ofEnvironment(
            Map.of("HTTPS_PROXY", "proxy.example.com:3128", variable, list));

    assertThat(proxy.proxyFor(destination).equals(Proxy.NO_PROXY))
        .isEqualTo(expected.equals("direct"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:not-a-password@",
        "ftp://user:not-a-password@proxy:21",
        "http://user:not-a-password@pro xy"
      })
  void rejectsAnAddressWithoutPrintingThePassword(String address) {
    assertThatThrownBy(() -> ProxySettings.of(address, Optional.empty(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("proxy: must be an address such as http://proxy.example.com:3128")
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void isDirectWithoutAProxy() {
    assertThat(ProxySettings.ofEnvironment(Map.of("HTTPS_PROXY", " ")).isPresent()).isFalse();
  }
}
