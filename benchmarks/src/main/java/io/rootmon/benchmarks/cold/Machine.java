package io.rootmon.benchmarks.cold;

import io.rootmon.lambda.custom.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Provides a process's trusted certificates, including that of the run. AWS's native client reads
 * only the system's bundle, which is therefore replaced in the process's own mount namespace.
 */
record Machine(Path bundle) {
  /** The bundles of Debian and Amazon Linux. */
  private static final List<Path> BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

  static Machine trusting(TestCertificate certificate, Path folder) throws IOException {
    Path bundle = folder.resolve("bundle.pem");
    String all = Files.readString(system()) + Files.readString(certificate.pem());
    Files.writeString(bundle, all, StandardCharsets.US_ASCII);
    return new Machine(bundle);
  }

  private static Path system() {
    return BUNDLES.stream()
        .filter(Files::isReadable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("certificates: expected one of " + BUNDLES));
  }

  /** Returns the command, in a mount namespace with the other bundle. */
  List<String> command(List<String> command) {
    List<String> all =
        new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c"));
    all.add("mount --bind \"$0\" " + system() + " && exec \"$@\"");
    all.add(bundle.toString());
    all.addAll(command);
    return all;
  }
}
