package io.rootmon.channel.securityhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContract;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.ExampleIncidents;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.judge.Severity;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityHubChannelTest extends ChannelContract {
  /** https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html */
  private static final List<String> REQUIRED =
      List.of(
          "AwsAccountId",
          "CreatedAt",
          "Description",
          "GeneratorId",
          "Id",
          "ProductArn",
          "Resources",
          "SchemaVersion",
          "Title",
          "UpdatedAt");

  @Override
  protected Channel channel(URI farEnd) {
    return new SecurityHubChannel(
        new SecurityHubSettings("securityhub", "eu-west-1", "999988887777"),
        FakeAwsServer.at(farEnd),
        ProxySettings.DIRECT,
        InstantSource.fixed(Instant.parse("2026-03-01T03:12:50Z")));
  }

  @Override
  protected String secret() {
    return FakeAwsServer.SECRET_KEY;
  }

  @Override
  protected Answer yes() {
    return new Answer(200, "{\"FailedCount\": 0, \"SuccessCount\": 1, \"FailedFindings\": []}");
  }

  @Override
  protected Answer no(int status) {
    return new Answer(status, "{\"Code\": \"X\", \"Message\": \"what went wrong\"}");
  }

  @Override
  protected List<String> texts(Request request) {
    assertThat(request.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(240_000);
    JsonObject finding = finding(request);
    assertThat(finding.keySet()).containsAll(REQUIRED);
    assertThat(finding.get("Id").getAsString()).hasSizeBetween(1, 512);
    assertThat(finding.get("GeneratorId").getAsString()).hasSizeBetween(1, 512);
    assertThat(finding.get("Title").getAsString()).hasSizeBetween(1, 256);
    assertThat(finding.get("Description").getAsString()).hasSizeBetween(1, 1_024);
    assertThat(finding.has("Severity")).isFalse();
    assertThat(finding.getAsJsonObject("FindingProviderFields").keySet())
        .containsExactly("Severity", "Types");
    JsonObject fields = finding.getAsJsonObject("ProductFields");
    assertThat(fields.size()).isLessThanOrEqualTo(50);
    List<String> texts = new ArrayList<>();
    for (var field : fields.entrySet()) {
      assertThat(field.getKey()).hasSizeBetween(1, 128);
      assertThat(field.getValue().getAsString()).hasSizeBetween(1, 2_048);
      texts.add(field.getValue().getAsString());
    }
    texts.add(finding.get("Title").getAsString());
    texts.add(finding.get("Description").getAsString());
    return texts;
  }

  private static JsonObject finding(Request request) {
    return JsonParser.parseString(request.body())
        .getAsJsonObject()
        .getAsJsonArray("Findings")
        .get(0)
        .getAsJsonObject();
  }

  @Test
  void importsAFindingOfTheHubWithTheMemberAccountAsResource() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      channel(farEnd.address()).send(ExampleAlerts.signIn(), Deadline.in(TIMEOUT));

      Request request = farEnd.requests().get(0);
      assertThat(request.target()).hasPath("/findings/import");
      assertThat(request.headers().getFirst("Authorization"))
          .contains("/eu-west-1/securityhub/aws4_request");
      JsonObject finding = finding(request);
      assertThat(finding.get("AwsAccountId").getAsString()).isEqualTo("999988887777");
      assertThat(finding.get("ProductArn").getAsString())
          .isEqualTo("arn:aws:securityhub:eu-west-1:999988887777:product/999988887777/default");
      JsonObject resource = finding.getAsJsonArray("Resources").get(0).getAsJsonObject();
      assertThat(resource.get("Type").getAsString()).isEqualTo("AwsAccount");
      assertThat(resource.get("Id").getAsString()).isEqualTo("AWS::::Account:111122223333");
      assertThat(finding.get("RecordState").getAsString()).isEqualTo("ACTIVE");
      assertThat(severity(request)).isEqualTo("CRITICAL");
    }
  }

  private static String severity(Request request) {
    return finding(request)
        .getAsJsonObject("FindingProviderFields")
        .getAsJsonObject("Severity")
        .get("Label")
        .getAsString();
  }

  @Test
  void updatesOneFindingThroughTheLifeOfTheIncident() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(yes())) {
      Channel channel = channel(farEnd.address());
      channel.send(
          ExampleIncidents.alert(1, Severity.MEDIUM, Severity.MEDIUM), Deadline.in(TIMEOUT));
      channel.send(
          ExampleIncidents.alert(2, Severity.HIGH, Severity.CRITICAL), Deadline.in(TIMEOUT));
      channel
          .acknowledgement()
          .orElseThrow()
          .send(ExampleIncidents.acknowledged(), Deadline.in(TIMEOUT));
      channel.send(ExampleIncidents.closed(), Deadline.in(TIMEOUT));

      List<Request> requests = farEnd.requests();
      assertThat(requests)
          .extracting(it -> it.target().getPath())
          .containsExactly(
              "/findings/import",
              "/findings/import",
              "/findings/batchupdate",
              "/findings/import",
              "/findings/batchupdate");
      assertThat(severity(requests.get(0))).isEqualTo("MEDIUM");
      assertThat(severity(requests.get(1))).isEqualTo("CRITICAL");
      assertThat(finding(requests.get(3)).get("RecordState").getAsString()).isEqualTo("ARCHIVED");
      assertThat(
              List.of(
                  finding(requests.get(0)).get("Id"),
                  finding(requests.get(1)).get("Id"),
                  finding(requests.get(3)).get("Id")))
          .allMatch(it -> it.getAsString().equals("rootmon/" + ExampleIncidents.ID));
      assertThat(requests.get(2).body())
          .contains("\"Workflow\":{\"Status\":\"NOTIFIED\"}", "rootmon/" + ExampleIncidents.ID);
      assertThat(requests.get(4).body()).contains("\"Workflow\":{\"Status\":\"RESOLVED\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({"InvalidInput, false", "InternalException, true"})
  void readsTheFailureOfAFinding(String code, boolean isRetryable) throws Exception {
    DeliveryException e =
        failure(
            new Answer(
                200,
                """
                {"FailedCount": 1, "SuccessCount": 0, "FailedFindings":
                 [{"Id": "1", "ErrorCode": "%s", "ErrorMessage": "because"}]}
                """
                    .formatted(code)));

    assertThat(e.isRetryable()).isEqualTo(isRetryable);
    assertThat(e).hasMessageContaining(code).hasMessageContaining("because");
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDeniedException, allow securityhub:BatchImportFindings",
    "401, InvalidAccessException, enable Security Hub"
  })
  void namesTheRemedy(int status, String code, String remedy) throws Exception {
    assertThat(
            failure(
                new Answer(status, "{\"Message\": \"no\"}")
                    .with("x-amzn-ErrorType", code + ":http://internal.amazon.com/")))
        .hasMessageContaining(code)
        .hasMessageContaining(remedy);
  }
}
