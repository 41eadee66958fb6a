package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Heartbeats and a check through the zip as Lambda runs it. */
@Timeout(120)
class CoverageProcessIT {
  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";
  private static final String DOCUMENT =
      """
      {"channels":{"hook":{"type":"webhook","address":{"env":"FAR_END"},"key":{"env":"KEY"}}},
       "state":{"table":"coverage-process","region":"eu-west-1"},
       "coverage":{"regions":["eu-west-1","us-east-1"]}}
      """;

  private final Path folder;

  CoverageProcessIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void storesHeartbeatsAndReportsMissingAccounts() throws Exception {
    DynamoDbLocal.createTable("coverage-process");
    try (FakeHttpServer farEnd = FakeHttpServer.answering(CoverageProcessIT::answer)) {
      Map<String, String> environment = TestEnvironments.webhook(farEnd.address());
      environment.put("ROOTMON_CONFIG", DOCUMENT);
      environment.put(
          "AWS_ENDPOINT_URL_DYNAMODB", DynamoDbLocal.access().endpoint().orElseThrow().toString());
      Instant now = Instant.now();
      try (ZipWorker worker = ZipWorker.start(folder, environment)) {
        assertThat(
                worker.take(
                    "m1", ControlMessageExamples.heartbeat("111122223333", "eu-west-1", now),
                    "m2", ControlMessageExamples.heartbeat("111122223333", "us-east-1", now),
                    "m3", ControlMessageExamples.heartbeat("444455556666", "eu-west-1", now)))
            .isEqualTo(ALL_DONE);
        assertThat(farEnd.requests()).isEmpty();

        assertThat(worker.take("m4", ControlMessageExamples.check(now))).isEqualTo(ALL_DONE);
        assertThat(worker.lines())
            .anyMatch(it -> it.endsWith("\"Heartbeats\":3}"))
            .anyMatch(it -> it.endsWith("\"CoverageGaps\":1}"));
        assertThat(farEnd.requests())
            .filteredOn(it -> it.headers().containsKey("Rootmon-Signature"))
            .singleElement()
            .extracting(Request::body)
            .asString()
            .contains("Root activity is not monitored in sandbox, us-east-1");

        assertThat(worker.take("m4", ControlMessageExamples.check(now))).isEqualTo(ALL_DONE);
        assertThat(farEnd.requests())
            .filteredOn(it -> it.headers().containsKey("Rootmon-Signature"))
            .hasSize(1);
      }
    }
  }

  private static Answer answer(Request request) {
    boolean list =
        "AWSOrganizationsV20161128.ListAccounts".equals(request.headers().getFirst("X-Amz-Target"));
    return new Answer(200, list ? ACCOUNTS : "");
  }

  private static final String ACCOUNTS =
      """
      {"Accounts": [
       {"Id": "111122223333", "Name": "payments-prod", "State": "ACTIVE",
        "JoinedTimestamp": 1735689600,
        "Arn": "arn:aws:organizations::111122223333:account/o-exampleorgid/111122223333"},
       {"Id": "444455556666", "Name": "sandbox", "State": "ACTIVE", "JoinedTimestamp": 1735689600,
        "Arn": "arn:aws:organizations::111122223333:account/o-exampleorgid/444455556666"}]}
      """;
}
