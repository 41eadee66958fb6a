package io.rootmon.lambda.moto;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.lambda.ControlMessageExamples;
import io.rootmon.lambda.ZipWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The coverage of an organization of moto's, as the zip keeps, checks and tells it. */
@Tag("iac")
@Timeout(240)
class MotoCoverageIT {
  /** The account that moto's callers are in. */
  static final String MANAGEMENT = "123456789012";

  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";
  private static final String SERVICE = "organizations";
  private static final String TARGET = "AWSOrganizationsV20161128.";

  private final MotoServer moto = MotoServer.shared();
  private final Path folder;

  MotoCoverageIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void reportsTheGapsOfAnOrganizationAndTheirEndOnce() throws Exception {
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(
            new Answer(200, "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0\"}"))) {
      MotoAccount account = MotoAccount.withFarEnd(moto, farEnd.address());
      createOrganization(moto);
      // The spoke of the hub's own account makes it.
      moto.call("sqs", "AmazonSQS.CreateQueue", "{\"QueueName\":\"rootmon-spoke-dead-letters\"}");
      List<String> members = new ArrayList<>();
      for (String name : List.of("payments", "sandbox")) {
        String created =
            moto.call(
                SERVICE,
                TARGET + "CreateAccount",
                "{\"AccountName\":\"" + name + "\",\"Email\":\"" + name + "@example.com\"}");
        members.add(JsonScalars.of(created).getOrDefault("/CreateAccountStatus/AccountId", "none"));
      }
      Instant now = Instant.now();
      try (ZipWorker worker = ZipWorker.start(folder, account.environment())) {
        heartbeats(worker, now, MANAGEMENT, members.get(0));
        assertThat(worker.take("c1", ControlMessageExamples.check(now))).isEqualTo(ALL_DONE);
        // sandbox is new.
        assertThat(worker.lines()).anyMatch(it -> it.endsWith("\"CoverageGaps\":0}"));
        assertThat(account.notifications()).isEmpty();

        Instant longAgo = now.minus(Duration.ofHours(5));
        assertThat(
                worker.take(
                    "h",
                    ControlMessageExamples.heartbeat(members.get(1), MotoServer.REGION, longAgo)))
            .isEqualTo(ALL_DONE);
        Instant later = Instant.now();
        assertThat(worker.take("c2", ControlMessageExamples.check(later))).isEqualTo(ALL_DONE);
        assertThat(worker.take("c2", ControlMessageExamples.check(later))).isEqualTo(ALL_DONE);
        assertThat(worker.lines()).anyMatch(it -> it.endsWith("\"CoverageGaps\":1}"));
        assertThat(account.notifications())
            .singleElement()
            .satisfies(
                it ->
                    assertThat(it)
                        .containsEntry("/MessageAttributes/severity/Value", "HIGH")
                        .containsEntry("/MessageAttributes/account/Value", members.get(1)));

        heartbeats(worker, Instant.now(), members.get(1));
        assertThat(worker.take("c3", ControlMessageExamples.check(Instant.now())))
            .isEqualTo(ALL_DONE);
        // The end is LOW, and the document's routes want what is MEDIUM or worse.
        assertThat(account.notifications()).isEmpty();
        assertThat(worker.lines())
            .anyMatch(it -> it.contains("coverage checked") && it.contains("UNROUTED"));
      }
      assertThat(account.items()).extracting(Map::keySet).allMatch(it -> it.contains("expires"));
    }
  }

  static void createOrganization(MotoServer moto) throws IOException, InterruptedException {
    moto.call(SERVICE, TARGET + "CreateOrganization", "{\"FeatureSet\":\"ALL\"}");
  }

  private static void heartbeats(ZipWorker worker, Instant time, String... accounts)
      throws InterruptedException {
    for (String account : accounts) {
      assertThat(
              worker.take("h", ControlMessageExamples.heartbeat(account, MotoServer.REGION, time)))
          .isEqualTo(ALL_DONE);
    }
  }
}
