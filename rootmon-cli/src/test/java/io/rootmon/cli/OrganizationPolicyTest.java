package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.example;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.config.ConfigurationDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The example of an organization with 300 accounts and a policy of its own. */
class OrganizationPolicyTest extends ConfiguredCommand {
  private static final String CONFIGURATION = example("organization/rootmon.json");
  private static final String OWN_FOOTER = "Example Corp security, +1 555 0100";

  @Test
  void theExampleHasThePolicyOfALargeOrganization() throws IOException {
    ConfigurationDocument configuration = ConfigurationDocument.read(Path.of(CONFIGURATION));

    assertThat(configuration.accounts()).hasSize(300);
    assertThat(configuration.routes().routes()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(configuration.policy().severities()).hasSize(10);
    assertThat(configuration.policy().exclusions()).hasSize(5);
    assertThat(configuration.policy().rules()).hasSize(2);
  }

  @Test
  void checkConfigListsWhatEachEntryWouldHaveDoneToAnArchive() {
    CommandResult result = run("check-config", "--against", example("archive"), CONFIGURATION);

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("rules.central.session.audit: 1\n")
        .contains("2026-03-16T09:05:12Z 111122223333 AssumeRoot: LOW -> INFO")
        .contains("rules.root.sign-in.failed: 1\n")
        .contains("MEDIUM -> HIGH")
        .contains("rules.root.iam.user: 0 (no event matches)\n")
        .contains("customRules own.bucket-created: 0 (no event matches)\n")
        .contains("exclusions audit of root credentials (security team): 1\n")
        .contains("ListAccessKeys: LOW central.read");
  }

  @Test
  void testRulesPassesTheCasesOfTheExample() {
    assertThat(run("test-rules", CONFIGURATION, example("organization/cases")))
        .isEqualTo(
            new CommandResult(
                0,
                """
                pass critical/own.bucket-created.from-a-laptop.json
                pass excluded/root.change.migration.json
                pass none/bucket-created-by-a-user.json
                3 cases, 0 failed
                """,
                ""));
  }

  @Test
  void testRulesNamesTheCaseThatFailsAndEndsWithOne() throws IOException {
    Path folder = Files.createDirectories(this.folder.resolve("cases/low"));
    Files.copy(
        Path.of(example("organization/cases/critical/own.bucket-created.from-a-laptop.json")),
        folder.resolve("own.bucket-created.json"));

    assertThat(run("test-rules", CONFIGURATION, this.folder.resolve("cases").toString()))
        .isEqualTo(
            new CommandResult(
                1,
                """
                FAIL low/own.bucket-created.json: expected low own.bucket-created but was critical own.bucket-created
                1 case, 1 failed
                """,
                ""));
  }

  @Test
  void alertsOnTheArchiveHaveTheSeveritiesAndTemplatesOfTheOrganization() throws IOException {
    Path outbox = folder.resolve("outbox");
    CommandResult result =
        run("alert", "--config", CONFIGURATION, "--out", outbox.toString(), example("archive"));

    assertThat(result.code()).as(result.err()).isZero();
    try (Stream<Path> alerts = Files.list(outbox)) {
      List<Path> folders = alerts.sorted().toList();
      assertThat(folders)
          .extracting(it -> it.getFileName().toString())
          .anyMatch(it -> it.contains("_CRITICAL_ConsoleLogin_"))
          .anyMatch(it -> it.contains("_HIGH_ConsoleLogin_"));
      for (Path alert : folders) {
        assertThat(Files.readString(alert.resolve("slack.json"))).contains(OWN_FOOTER);
      }
    }
  }

  @Test
  void explainNamesTheSeverityOfTheConfiguration() {
    CommandResult result = run("explain", "--config", CONFIGURATION, example("archive"));

    assertThat(result.out()).contains("Severity set by your configuration; MEDIUM without it");
    assertThat(result.out())
        .contains("Excluded by your configuration: audit of root credentials (security team)");
  }
}
