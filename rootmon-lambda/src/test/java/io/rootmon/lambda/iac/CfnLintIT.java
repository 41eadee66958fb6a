package io.rootmon.lambda.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("iac")
@Timeout(120)
class CfnLintIT {
  private static final Path SPOKE = Path.of("..", "iac", "spoke", "spoke.yaml");

  /** The region of sign-ins, an old one, one that is off by default, China, and GovCloud. */
  private static final String[] REGIONS = {
    "us-east-1", "eu-west-1", "eu-central-2", "cn-north-1", "us-gov-west-1"
  };

  @Test
  void theSpokeIsATemplateInEveryPartition() throws Exception {
    assertThat(CfnLint.onThePath().check(SPOKE, REGIONS)).isEqualTo(new CfnLint.Verdict(0, ""));
  }

  @Test
  void findsAnUnknownCloudFormationProperty(@TempDir Path folder) throws Exception {
    Path broken = folder.resolve("spoke.yaml");
    Files.writeString(
        broken, Files.readString(SPOKE).replace("SqsManagedSseEnabled", "SqsManagedSse"));

    assertThat(CfnLint.onThePath().check(broken, REGIONS).said()).contains("SqsManagedSse");
  }

  @Test
  void aMissingProgramFailsWithItsInstallCommand() {
    assertThatThrownBy(() -> new CfnLint("no-such-program").check(SPOKE, "us-east-1"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected no-such-program but there is none; pip install cfn-lint");
  }
}
