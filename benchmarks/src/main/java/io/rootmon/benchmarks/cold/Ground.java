package io.rootmon.benchmarks.cold;

import io.rootmon.lambda.custom.FakeHttpsServer;
import io.rootmon.lambda.custom.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The environment of every function: the same endpoints with the same certificate. */
record Ground(FakeHttpsServer farEnd, Machine machine, Contenders contenders)
    implements AutoCloseable {

  static Ground open() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("rootmon.home", ".")).toAbsolutePath();
    Path folder = Files.createTempDirectory("rootmon-bench");
    TestCertificate certificate = TestCertificate.make(folder);
    FakeHttpsServer farEnd = FakeHttpsServer.open(certificate);
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
