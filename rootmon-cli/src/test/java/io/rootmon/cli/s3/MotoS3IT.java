package io.rootmon.cli.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A small run of the measurement against moto's S3, which compares the reports. */
@Tag("iac")
class MotoS3IT {
  @Test
  void theReportsOfAResumedScanAndOfACopyAreEqual() throws IOException, InterruptedException {
    String classPath =
        java.util.stream.Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(it -> Path.of(it).toAbsolutePath().toString())
            .reduce((left, right) -> left + File.pathSeparator + right)
            .orElseThrow();
    Process process =
        new ProcessBuilder(
                "python3",
                "../benchmarks/src/main/python/s3.py",
                "--objects=240",
                "--rootmon=java -cp '" + classPath + "' io.rootmon.cli.Rootmon")
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor())
        .as("python3, boto3, awscli and moto_server: pip install 'moto[server]' awscli%n%s", out)
        .isZero();
    assertThat(out).contains("the resumed report is equal", "the report on the copy is equal");
  }
}
