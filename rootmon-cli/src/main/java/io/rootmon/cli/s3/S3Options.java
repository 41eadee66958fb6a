package io.rootmon.cli.s3;

import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.cli.aws.AwsOptions;
import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.aws.AwsSession;
import io.rootmon.cli.scan.LogSource;
import io.rootmon.cli.scan.ScanScope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/** The options of a scan that reads S3. */
public final class S3Options {
  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Saves the progress of one s3:// path there. The same command continues after an"
              + " interruption, and reads no object twice.")
  private @Nullable Path checkpoint;

  @Option(names = "--requester-pays", description = "Accepts the costs of a requester-pays bucket.")
  private boolean isRequesterPays;

  @Mixin private AwsOptions aws = new AwsOptions();

  /**
   * Checks the options before anything is read.
   *
   * @throws UsageException for a value that cannot be used
   */
  public void check(List<S3Location> locations) {
    aws.check();
    if (checkpoint != null && locations.size() != 1) {
      throw new UsageException(
          "--checkpoint needs exactly one s3:// path, but there are " + locations.size() + ".");
    }
  }

  /** Opens the locations, and starts their listings. */
  public List<LogSource> open(List<S3Location> locations, ScanScope scope, Terminal terminal)
      throws AwsProblem {
    List<LogSource> archives = new ArrayList<>();
    if (locations.isEmpty()) {
      return archives;
    }
    AwsSession session = aws.open();
    Optional<RequestPayer> payer =
        isRequesterPays ? Optional.of(RequestPayer.REQUESTER) : Optional.empty();
    for (S3Location location : locations) {
      S3Archive archive =
          new S3Archive(
              client(session),
              location,
              scope,
              payer,
              Optional.ofNullable(checkpoint).map(it -> Checkpoint.open(it, text(location, scope))),
              terminal);
      archive.start();
      archives.add(archive);
    }
    return archives;
  }

  /** Opens the session that the options describe. */
  public AwsSession session() throws AwsProblem {
    return aws.open();
  }

  static S3Client client(AwsSession session) {
    S3ClientBuilder builder = session.configure(S3Client.builder(), session.region());
    return builder
        // For a bucket in another region, the client follows S3's redirect.
        .crossRegionAccessEnabled(true)
        .forcePathStyle(session.endpoint().isPresent())
        // S3 sends its checksums only on request. The transport has its own.
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .build();
  }

  /**
   * Returns a string of everything that decides which records a scan reads, including the version
   * of the reader.
   */
  static String text(S3Location location, ScanScope scope) {
    String version = S3Options.class.getPackage().getImplementationVersion();
    return location
        + scope.range().since().map(Instant::toString).map(it -> " since " + it).orElse("")
        + scope.range().until().map(Instant::toString).map(it -> " until " + it).orElse("")
        + (scope.accounts().isEmpty() ? "" : " accounts " + new TreeSet<>(scope.accounts()))
        + (scope.regions().isEmpty() ? "" : " regions " + new TreeSet<>(scope.regions()))
        + (version == null ? "" : " by rootmon " + version);
  }
}
