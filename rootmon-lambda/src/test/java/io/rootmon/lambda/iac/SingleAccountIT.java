package io.rootmon.lambda.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.lambda.ZipWorker;
import io.rootmon.lambda.moto.MotoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example for an account without an organization, from terraform's apply to its destroy. */
@Tag("iac")
@Timeout(600)
class SingleAccountIT {
  private static final String ACCOUNT = "123456789012";
  private static final List<String> REGIONS = MotoOrganization.REGIONS;
  private static final Path ZIP =
      Path.of(System.getProperty("rootmon.zip", "target/rootmon-lambda.zip"));

  /** moto forgets it, and the provider waits for it for three minutes. */
  private static final String HUB_OVERRIDE =
      """
      resource "aws_sqs_queue" "dead_letters" {
        redrive_allow_policy = null
      }
      """;

  @Test
  void oneApplyMonitorsEveryRegionWithoutAnOrganization(@TempDir Path code, @TempDir Path zip)
      throws Exception {
    MotoServer moto = MotoServer.shared();
    moto.reset();
    MotoAccountRegion account =
        new MotoAccountRegion(moto, ACCOUNT, MotoOrganization.KEY, MotoOrganization.HOME);
    Terraform terraform = terraform(code, moto);
    succeed(terraform, "init");
    succeed(terraform, "apply", "-auto-approve");

    for (String region : REGIONS) {
      MotoAccountRegion place = account.in(region);
      assertThat(place.call("events", "AWSEvents.ListRules", "{}"))
          .as("%s", place)
          .contains("rootmon-root-activity", "rootmon-heartbeat");
      assertThat(place.call("sqs", "AmazonSQS.ListQueues", "{}"))
          .as("%s", place)
          .contains("rootmon-spoke-dead-letters");
    }
    assertThat(succeed(terraform, "output", "-json", "failed_spokes")).isEqualTo("{}");
    assertThat(succeed(terraform, "output", "-raw", "configuration"))
        .contains("\"name\":\"payments-prod\"")
        .doesNotContain("coverage", "organization");
    anActOfRootIsProcessed(account, succeed(terraform, "output", "-raw", "queue_url"), zip);

    succeed(terraform, "destroy", "-auto-approve");
    assertThat(RemainingResources.in(REGIONS.stream().map(account::in).toList())).isEmpty();
  }

  private static void anActOfRootIsProcessed(MotoAccountRegion account, String queue, Path zip)
      throws Exception {
    Map<String, String> environment = OrganizationIT.environmentOfTheFunction(account);
    try (ZipWorker worker = ZipWorker.start(zip, environment)) {
      PutEvent.of("critical/root.sign-in.without-mfa", account.in("us-east-1"), "198.51.100.1")
          .put(account.in("us-east-1"));
      QueueConsumer.Round round = new QueueConsumer(account, queue, worker).round();
      assertThat(round.taken()).isNotEmpty().anyMatch(it -> it.contains("198.51.100.1"));
      assertThat(round.kept()).isEmpty();
    }
  }

  private static Terraform terraform(Path folder, MotoServer moto) throws IOException {
    Terraform terraform =
        Terraform.in(folder, "examples/single-account")
            .with(
                Map.of(
                    "AWS_ENDPOINT_URL", moto.address().toString(),
                    "AWS_ACCESS_KEY_ID", MotoOrganization.KEY,
                    "AWS_SECRET_ACCESS_KEY", "not-a-secret-access-key",
                    "AWS_EC2_METADATA_DISABLED", "true",
                    "AWS_MAX_ATTEMPTS", "2"));
    Files.writeString(terraform.folder().resolve("../../hub/moto_override.tf"), HUB_OVERRIDE);
    Files.writeString(
        terraform.folder().resolve("terraform.tfvars"),
        """
        regions             = ["%s"]
        account_name        = "payments-prod"
        function_zip        = "%s"
        function            = { paused = true, snap_start = false }
        deletion_protection = false
        emails              = ["security@example.com"]
        """
            .formatted(String.join("\", \"", REGIONS), ZIP.toAbsolutePath()));
    return terraform;
  }

  private static String succeed(Terraform terraform, String... command)
      throws IOException, InterruptedException {
    Terraform.Ran ran = terraform.run(command);
    assertThat(ran.code()).as("terraform %s: %s", command[0], ran.said()).isZero();
    return ran.said();
  }
}
