package io.rootmon.lambda.iac;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where terraform gets its provider from. It looks by itself into <a
 * href="https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories">implied
 * mirrors</a> such as {@code ~/.terraform.d/plugins}, then downloads; only a mirror among the
 * optional software has to be named to it.
 */
final class TerraformProviders {
  private static final String MIRROR = "registry.terraform.io";
  private static final Path OPTIONAL_SOFTWARE = Path.of("/opt");

  private TerraformProviders() {}

  /**
   * Returns the environment with the mirror; empty if terraform has a configuration or finds the
   * providers.
   */
  static Map<String, String> settings(Path folder) throws IOException {
    if (isConfigured(System.getenv())) {
      return Map.of();
    }
    Optional<Path> mirror = mirrorIn(OPTIONAL_SOFTWARE);
    if (mirror.isEmpty()) {
      return Map.of();
    }
    Path configuration = folder.resolve("terraform.rc");
    Files.writeString(
        configuration,
        """
        provider_installation {
          filesystem_mirror { path = "%s" }
        }
        """
            .formatted(mirror.get()));
    return Map.of("TF_CLI_CONFIG_FILE", configuration.toAbsolutePath().toString());
  }

  static boolean isConfigured(Map<String, String> environment) {
    return environment.containsKey("TF_PLUGIN_CACHE_DIR")
        || Stream.of(
                environment.getOrDefault("TF_CLI_CONFIG_FILE", ""),
                environment.getOrDefault("HOME", "") + "/.terraformrc")
            .filter(it -> !it.isEmpty())
            .anyMatch(it -> Files.isRegularFile(Path.of(it)));
  }

  static Optional<Path> mirrorIn(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      List<Path> mirrors =
          folders.filter(it -> Files.isDirectory(it.resolve(MIRROR))).sorted().toList();
      return mirrors.stream().findFirst();
    }
  }
}
