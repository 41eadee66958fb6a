package io.rootmon.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Generates the table of {@code docs/reference/iam.md} from {@code iac/permissions.json}. */
class PermissionsPageTest {
  private static final Path FILE = Path.of("..", "iac", "permissions.json");

  /** What each entry of the file is for. */
  private static final Map<String, String> PURPOSES =
      Map.ofEntries(
          Map.entry("sns", "SNS channels"),
          Map.entry("ses", "SES channels"),
          Map.entry("state", "the state table"),
          Map.entry("secretsManager", "secrets in Secrets Manager"),
          Map.entry("ssm", "secrets and the configuration in Parameter Store"),
          Map.entry("coverage", "the list of accounts for the coverage check"),
          Map.entry("organization", "names, units and owners of accounts (`organization`)"),
          Map.entry("timers", "timers that close incidents and escalate"),
          Map.entry("deadLetters", "events that a spoke could not deliver"),
          Map.entry("drift", "drift of the spokes (`coverage.stackSets`)"),
          Map.entry(
              "delegatedAdministrator",
              "calls as a delegated administrator, for the drift (`coverage.stackSets`)"),
          Map.entry(
              "network", "the network interfaces of the function, used by Lambda (`network`)"),
          Map.entry("regions", "enabled regions that are not monitored (optional)"),
          Map.entry("topicHealth", "the health check of SNS channels"),
          Map.entry("sesHealth", "the health check of SES channels"),
          Map.entry("eventbridge", "EventBridge channels"),
          Map.entry("securityhub", "Security Hub channels"),
          Map.entry("s3Templates", "templates in S3 (`templates`)"),
          Map.entry("ssmTemplates", "templates in Parameter Store (`templates`)"),
          Map.entry("trailQueries", "the daily query of the trail (`trail`)"),
          Map.entry("trailTable", "the table of the trail in Glue (`trail`)"),
          Map.entry("trailObjects", "the log files of the trail (`trail`)"),
          Map.entry("trailResults", "the results of the query (`trail`)"),
          Map.entry("trailResultsBucket", "unfinished uploads of results (`trail`)"),
          Map.entry("trailBuckets", "the buckets of the trail and the results (`trail`)"),
          Map.entry("objects", "events in S3 objects (`sources`)"));

  @Test
  void thePageShowsEveryActionOfTheRole() throws IOException {
    JsonNode permissions = new JsonMapper().readTree(FILE.toFile());
    StringBuilder table = new StringBuilder("| for | actions |\n|---|---|\n");
    permissions
        .properties()
        .forEach(
            it -> {
              if (it.getValue().isArray()) {
                assertThat(PURPOSES).containsKey(it.getKey());
                List<String> actions = new ArrayList<>();
                it.getValue().forEach(action -> actions.add("`" + action.asText() + "`"));
                table
                    .append("| ")
                    .append(PURPOSES.get(it.getKey()))
                    .append(" | ")
                    .append(String.join(", ", actions))
                    .append(" |\n");
              }
            });
    GeneratedPage.assertPartIsCurrent("reference/iam.md", "permissions", table.toString());
  }
}
