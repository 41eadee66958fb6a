package io.rootmon.benchmarks.cold;

import io.rootmon.lambda.custom.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process finds on its machine: the certificates that it trusts, the run's own among them.
 * AWS's native client knows no other place than the system's, which is therefore another one in the
 * process's own view of the files.
 */
record Machine(Path bundle) {
  /** Debian's and Amazon Linux's. */
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

  /** The command, in a view of the files with the other bundle. */
  List<String> command(List<String> command) {
    List<String> all =
        new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c"));
    all.add("mount --bind \"$0\" " + system() + " && exec \"$@\"");
    all.add(bundle.toString());
    all.addAll(command);
    return all;
  }
}
