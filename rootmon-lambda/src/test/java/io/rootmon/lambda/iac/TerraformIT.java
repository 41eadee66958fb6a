package io.rootmon.lambda.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("iac")
@Timeout(1500)
class TerraformIT {
  private static final Path HUB = Path.of("..", "iac", "hub");

  @Test
  void theSourcesAreFormatted(@TempDir Path folder) throws Exception {
    assertThat(Terraform.in(folder, ".").run("fmt", "-check", "-recursive", "-diff"))
        .isEqualTo(new Terraform.Ran(0, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hub", "examples/complete", "examples/single-account"})
  void theModuleIsValidAndPassesItsTests(String module, @TempDir Path folder) throws Exception {
    Terraform terraform = Terraform.in(folder, module);
    assertThat(terraform.run("init", "-backend=false"))
        .matches(it -> it.code() == 0, "terraform init");
    assertThat(terraform.run("validate"))
        .isEqualTo(new Terraform.Ran(0, "Success! The configuration is valid."));

    int runs = count("(?m)^run \"", terraform.folder().resolve("tests"), ".tftest.hcl");
    assertThat(runs).isPositive();
    assertThat(terraform.run("test").said()).endsWith("Success! " + runs + " passed, 0 failed.");
  }

  /** The same sources, laid out as the Terraform Registry asks for it. */
  @Test
  void theRegistryModuleIsValidAtItsRootAndInItsExamples(@TempDir Path folder) throws Exception {
    Path module = folder.resolve("module");
    Process layout =
        new ProcessBuilder("../.ci/registry-module", module.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(layout.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(layout.waitFor()).as(said).isZero();

    assertThat(module)
        .isDirectoryContaining("glob:**/{main,variables,outputs,versions}.tf")
        .isDirectoryContaining("glob:**/README.md")
        .isDirectoryContaining("glob:**/LICENSE");
    for (String part : List.of("", "examples/complete", "examples/single-account")) {
      Terraform terraform = Terraform.of(folder, module.resolve(part));
      assertThat(terraform.run("init", "-backend=false"))
          .matches(it -> it.code() == 0, "terraform init of the registry module " + part);
      assertThat(terraform.run("validate"))
          .isEqualTo(new Terraform.Ran(0, "Success! The configuration is valid."));
    }
  }

  @Test
  void everyValidationAndConditionOfTheHubIsShownToRefuse() throws Exception {
    assertThat(count("expect_failures", HUB.resolve("tests"), ".tftest.hcl"))
        .isEqualTo(count("\\b(validation|precondition) \\{", HUB, ".tf"));
  }

  /** The variables of the hub that an example sets or replaces. */
  private static final Map<String, Set<String>> SET_BY_THE_EXAMPLE =
      Map.of(
          "complete", Set.of("organization_id", "permissions_boundary"),
          "single-account",
              Set.of("organization_id", "permissions_boundary", "organization", "accounts"));

  @Test
  void everyVariableOfTheHubPassesThroughTheExamples() throws Exception {
    for (Map.Entry<String, Set<String>> example : SET_BY_THE_EXAMPLE.entrySet()) {
      Path folder = Path.of("..", "iac", "examples", example.getKey());
      List<String> missing = new ArrayList<>(named("variable", HUB));
      missing.removeAll(example.getValue());
      missing.removeAll(named("variable", folder));
      assertThat(missing).as("%s: variables of the hub that it lacks", folder).isEmpty();
      String call = Files.readString(folder.resolve("main.tf"));
      assertThat(named("variable", HUB))
          .as("%s: arguments of the module", folder)
          .filteredOn(it -> !it.equals("organization") && !it.equals("accounts"))
          .allMatch(it -> Pattern.compile("(?m)^  " + it + " +=").matcher(call).find());
    }
  }

  /**
   * Terraform drops attributes that the type of a variable lacks. The example sets the accounts of
   * the trail.
   */
  @Test
  void everyAttributeOfAVariableOfTheHubPassesThroughTheExamples() throws IOException {
    Map<String, Set<String>> hub = attributes(HUB);
    assertThat(hub.get("trail")).contains("bucket", "scan_limit_gb");
    for (String example : SET_BY_THE_EXAMPLE.keySet()) {
      Map<String, Set<String>> passed = attributes(Path.of("..", "iac", "examples", example));
      assertThat(passed).as(example).containsKey("trail");
      passed.forEach(
          (variable, attributes) -> {
            Set<String> missing = new TreeSet<>(hub.getOrDefault(variable, Set.of()));
            missing.removeAll(attributes);
            missing.remove("accounts");
            assertThat(missing)
                .as("%s: attributes of %s that it lacks", example, variable)
                .isEmpty();
          });
    }
  }

  /** Returns the attributes of the variables whose type is an object. */
  private static Map<String, Set<String>> attributes(Path module) throws IOException {
    Map<String, Set<String>> attributes = new TreeMap<>();
    Pattern.compile(
            "(?ms)^variable \"(\\w+)\" \\{(?:(?!^\\}).)*?"
                + "^  type +=([^\\n]*\\(\\{.*?)^  (?:default|nullable) ")
        .matcher(text(module, ".tf"))
        .results()
        .forEach(
            variable ->
                attributes.put(
                    variable.group(1),
                    Pattern.compile("(\\w+) +=")
                        .matcher(variable.group(2))
                        .results()
                        .map(it -> it.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))));
    return attributes;
  }

  /**
   * Versions 6.0.0 to 6.3.0 <a
   * href="https://github.com/hashicorp/terraform-provider-aws/issues/43395">cannot publish a
   * version of a function with SnapStart</a>.
   */
  @Test
  void noModuleAcceptsAProviderThatCannotPublishASnapshot() throws Exception {
    for (String module : List.of("hub", "examples/complete", "examples/single-account")) {
      String versions = Files.readString(Path.of("..", "iac", module, "versions.tf"));
      for (String version : List.of("6.0.0", "6.1.0", "6.2.0", "6.3.0")) {
        assertThat(versions).as(module).contains("!= " + version);
      }
    }
  }

  @Test
  void everyVariableAndOutputOfTheHubIsInItsReadme() throws Exception {
    String readme = Files.readString(HUB.resolve("README.md"));

    assertThat(named("variable", HUB)).isNotEmpty().allMatch(it -> readme.contains(row(it)));
    assertThat(named("output", HUB)).isNotEmpty().allMatch(it -> readme.contains(row(it)));
  }

  @Test
  void aMissingProgramFailsWithItsDownloadPage(@TempDir Path folder) {
    Terraform missing = new Terraform("no-such-program", folder, Map.of());

    assertThatThrownBy(() -> missing.run("version"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "expected no-such-program but there is none;"
                + " https://developer.hashicorp.com/terraform/install");
  }

  @Test
  void aMirrorOfProvidersIsFoundByItsFolderOfTheRegistrysName(@TempDir Path folder)
      throws Exception {
    Files.createDirectories(folder.resolve("other"));
    assertThat(TerraformProviders.mirrorIn(folder)).isEmpty();

    Path mirror = folder.resolve("plugins");
    Files.createDirectories(mirror.resolve("registry.terraform.io"));
    assertThat(TerraformProviders.mirrorIn(folder)).contains(mirror);
  }

  @Test
  void terraformsOwnConfigurationGoesFirst(@TempDir Path folder) throws Exception {
    Path configuration = Files.createFile(folder.resolve("terraform.rc"));

    assertThat(
            TerraformProviders.isConfigured(Map.of("TF_CLI_CONFIG_FILE", configuration.toString())))
        .isTrue();
    assertThat(
            TerraformProviders.isConfigured(
                Map.of("TF_CLI_CONFIG_FILE", folder.resolve("absent").toString())))
        .isFalse();
  }

  private static String row(String name) {
    return "| `" + name + "` |";
  }

  private static List<String> named(String block, Path module) throws IOException {
    return Pattern.compile("(?m)^" + block + " \"(\\w+)\"")
        .matcher(text(module, ".tf"))
        .results()
        .map(it -> it.group(1))
        .toList();
  }

  private static int count(String regex, Path module, String suffix) throws IOException {
    List<MatchResult> all = Pattern.compile(regex).matcher(text(module, suffix)).results().toList();
    return all.size();
  }

  private static String text(Path module, String suffix) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(module)) {
      for (Path file : files.filter(it -> it.toString().endsWith(suffix)).sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
