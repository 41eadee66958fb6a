package io.rootmon.benchmarks.cold;

import io.rootmon.lambda.custom.Certificate;
import io.rootmon.lambda.custom.SecureFarEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every contender finds: the same far ends behind the same certificate. */
record Ground(SecureFarEnd farEnd, Machine machine, Contenders contenders)
    implements AutoCloseable {

  static Ground open() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("rootmon.home", ".")).toAbsolutePath();
    Path folder = Files.createTempDirectory("rootmon-bench");
    Certificate certificate = Certificate.make(folder);
    SecureFarEnd farEnd = SecureFarEnd.open(certificate);
    return new Ground(
        farEnd,
        Machine.trusting(certificate, folder),
        new Contenders(home, folder, certificate, farEnd.address()));
  }

  @Override
  public void close() {
    farEnd.close();
  }
}
