package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the zip, and that it is the same each time. */
class ZipIT {
  private static final Path ZIP =
      Path.of(System.getProperty("rootmon.zip", "target/rootmon-lambda.zip"));
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  @Test
  void itIsSmall() throws IOException {
    assertThat(Files.size(ZIP)).isBetween(1_000_000L, 12_000_000L);
  }

  @Test
  void containsOneJarWithSortedEntries() throws IOException {
    List<String> names = new ArrayList<>();
    try (InputStream file = Files.newInputStream(ZIP);
        ZipInputStream zip = new ZipInputStream(file)) {
      ZipEntry jar = zip.getNextEntry();
      assertThat(jar.getName()).isEqualTo("lib/rootmon.jar");
      assertThat(jar.getTimeLocal()).isEqualTo(TIME);
      ZipInputStream entries = new ZipInputStream(zip);
      for (ZipEntry it = entries.getNextEntry(); it != null; it = entries.getNextEntry()) {
        names.add(it.getName());
        assertThat(it.getTimeLocal()).isEqualTo(TIME);
        assertThat(it.getMethod()).isEqualTo(ZipEntry.STORED);
      }
    }
    assertThat(names)
        .isSorted()
        .doesNotHaveDuplicates()
        .contains(
            "io/rootmon/lambda/Handler.class",
            "io/rootmon/templates/ses/body.html.ftl",
            "META-INF/LICENSE",
            "META-INF/NOTICE")
        .noneMatch(it -> it.endsWith("module-info.class") || it.endsWith(".kotlin_module"))
        .noneMatch(it -> it.matches("META-INF/(maven/.*|.*\\.(SF|DSA|RSA))"))
        .noneMatch(it -> it.startsWith("com/amazonaws/services/lambda/runtime/api/client/"))
        .noneMatch(it -> it.startsWith("software/amazon/awssdk/http/apache"));
  }

  @Test
  void hasAChecksumFileForSha256sum() throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(ZIP));

    assertThat(ZIP.resolveSibling("rootmon-lambda.zip.sha256"))
        .hasContent(HexFormat.of().formatHex(sum) + "  rootmon-lambda.zip");
  }

  @Test
  void packedAgainItHasTheSameBytes(@TempDir Path folder) throws Exception {
    Path again = folder.resolve(ZIP.getFileName());
    Process pack =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/build/Pack.java",
                "zip",
                ZIP.resolveSibling("pack/shrunk.jar").toString(),
                again.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(pack.waitFor()).isZero();
    assertThat(again).hasSameBinaryContentAs(ZIP);
  }
}
