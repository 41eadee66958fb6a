package io.rootmon.lambda.iac;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.lambda.moto.JsonScalars;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.event.ruler.JsonRuleCompiler;

/**
 * The event patterns of the hub's rules and archive, as Terraform sends them in each configuration
 * of {@code iac/hub/tests/patterns.tftest.hcl}. <a
 * href="https://github.com/aws/event-ruler">EventBridge's own compiler</a> must accept each of
 * them: PutRule refuses the others, which ends the deployment.
 */
@Tag("iac")
@Timeout(600)
class HubPatternIT {
  private static final String FILE = "tests/patterns.tftest.hcl";
  private static final String PATTERN = "/values/event_pattern";

  @Test
  void eventBridgeAcceptsEveryPatternOfTheHub(@TempDir Path folder) throws Exception {
    Terraform terraform = Terraform.in(folder, "hub");
    assertThat(terraform.run("init", "-backend=false").code()).isZero();
    Terraform.Ran ran = terraform.run("test", "-json", "-verbose", "-filter=" + FILE);
    assertThat(ran.code()).as(ran.said()).isZero();

    List<String> states = ran.said().lines().filter(it -> it.contains("\"test_state\"")).toList();
    assertThat(states).hasSize(3);
    for (String state : states) {
      Map<String, String> patterns = patterns(state);
      assertThat(patterns)
          .containsKeys(
              "aws_cloudwatch_event_rule.this[\"rootmon-protected\"]",
              "aws_cloudwatch_event_rule.this[\"rootmon-root-activity\"]",
              "aws_cloudwatch_event_rule.key",
              "aws_cloudwatch_event_archive.this[0]");
      patterns.forEach(
          (address, pattern) -> {
            assertThat(JsonRuleCompiler.check(pattern)).as("%s: %s", address, pattern).isNull();
            // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
            assertThat(pattern).as(address).hasSizeLessThanOrEqualTo(2_048);
          });
    }
  }

  /** The rule that the compiler refused when the hub had no sender. */
  @Test
  void aPatternWithOneAlternativeIsRefused() {
    assertThat(
            JsonRuleCompiler.check(
                "{\"detail\":{\"requestParameters\":{\"$or\":[{\"keyId\":[\"1\"]}]}}}"))
        .contains("2 Objects in $or");
  }

  /** The patterns in a line of {@code terraform test -json -verbose}, by address. */
  private static Map<String, String> patterns(String state) throws Exception {
    Map<String, String> values = JsonScalars.of(state);
    Map<String, String> patterns = new TreeMap<>();
    values.forEach(
        (pointer, value) -> {
          if (pointer.endsWith(PATTERN)) {
            String resource = pointer.substring(0, pointer.length() - PATTERN.length());
            patterns.put(values.getOrDefault(resource + "/address", resource), value);
          }
        });
    return patterns;
  }
}
