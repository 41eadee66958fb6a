package io.rootmon.internal.cloudtrail.s3;

import io.rootmon.account.AccountId;
import io.rootmon.aws.AwsAccess;
import io.rootmon.cloudtrail.ObjectReader;
import io.rootmon.cloudtrail.ObjectReader.S3Object;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads objects of the configured buckets by the AWS SDK, as streams. A client is created when the
 * first object of a region is read.
 */
public final class S3ObjectReader implements ObjectReader {
  /** The permissions that the role needs on the objects. */
  public static final String ACTION = "s3:GetObject";

  /** Log files of CloudTrail have a few megabytes at most. */
  static final long MAX_PACKED_BYTES = 256L * 1024 * 1024;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final Supplier<AwsAccess> access;
  private final String region;
  private final List<S3Source> sources;
  private final Map<String, S3Client> clients = new ConcurrentHashMap<>();

  /**
   * @param region of the buckets that name none
   */
  public S3ObjectReader(Supplier<AwsAccess> access, String region, List<S3Source> sources) {
    this.access = access;
    this.region = region;
    this.sources = List.copyOf(sources);
  }

  @Override
  public InputStream open(S3Object object) throws IOException {
    S3Source source =
        sources.stream()
            .filter(it -> it.holds(object))
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "the configuration does not allow it. Name the bucket, and a prefix of the"
                            + " key if there are prefixes, in sources.s3"));
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .overrideConfiguration(it -> it.apiCallTimeout(REQUEST_TIMEOUT));
    source.account().map(AccountId::value).ifPresent(request::expectedBucketOwner);
    try {
      ResponseInputStream<GetObjectResponse> stream = client(source).getObject(request.build());
      long size = Optional.ofNullable(stream.response().contentLength()).orElse(0L);
      if (size > MAX_PACKED_BYTES) {
        stream.abort();
        throw new IOException(
            "it has "
                + size
                + " bytes, and rootmon reads at most "
                + MAX_PACKED_BYTES
                + ". Split it, or read it with rootmon scan");
      }
      return stream;
    } catch (S3Exception e) {
      throw new IOException(problem(e, source), e);
    } catch (SdkException e) {
      throw new IOException("S3 could not be called: " + e.getClass().getSimpleName(), e);
    }
  }

  private S3Client client(S3Source source) {
    return clients.computeIfAbsent(
        source.region().orElse(region),
        it ->
            access
                .get()
                .configure(S3Client.builder(), it)
                // S3 sends its checksums only if they are requested. The transport has its own.
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build());
  }

  /** Returns the problem and the remedy, without the message of S3, which may quote the request. */
  private static String problem(S3Exception e, S3Source source) {
    String code =
        e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
    String answer = "S3 answered " + e.statusCode() + " " + code;
    return switch (e.statusCode()) {
      case 301, 307, 400 ->
          answer + ". If the bucket is in another region, name its region in sources.s3";
      case 403 ->
          answer
              + ". Allow the role s3:GetObject on the bucket's objects, in the role's and the"
              + " bucket's policy, and kms:Decrypt on the bucket's key"
              + source.account().map(it -> ". The bucket must belong to account " + it).orElse("");
      case 404 -> answer + ". The object was deleted or moved, or its bucket does not exist";
      default -> answer;
    };
  }

  /** Forgets the clients and their connections, as after a snapshot. */
  public void clear() {
    clients.clear();
  }
}
