package io.rootmon.cloudtrail;

import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.util.Optional;

/** An object in S3 to which a message refers instead of containing it. */
public record S3Object(String bucket, String key) {
  public S3Object {
    if (bucket.isBlank() || key.isBlank()) {
      throw new IllegalArgumentException(
          "object: expected a bucket and a key but was '" + bucket + "' and '" + key + "'");
    }
  }

  /** Returns the object's address in the format of the AWS CLI. */
  public String address() {
    return "s3://" + bucket + "/" + key;
  }

  /** Returns the reason to skip the object; empty if it can contain events. */
  Optional<SkipReason> skipReason() {
    if (isDigest()) {
      return Optional.of(SkipReason.DIGEST);
    } else if (isInsight()) {
      return Optional.of(SkipReason.INSIGHT);
    }
    return isFolder() ? Optional.of(SkipReason.FOLDER) : Optional.empty();
  }

  /**
   * Returns whether the object is a digest of log files, based on <a
   * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html">its
   * path in the bucket</a>.
   */
  private boolean isDigest() {
    return key.contains("/CloudTrail-Digest/") || key.startsWith("CloudTrail-Digest/");
  }

  private boolean isInsight() {
    return key.contains("/CloudTrail-Insight/") || key.startsWith("CloudTrail-Insight/");
  }

  /**
   * Returns whether the object only represents a folder. CloudTrail creates such an object with a
   * trail.
   */
  private boolean isFolder() {
    return key.endsWith("/");
  }

  @Override
  public String toString() {
    return address();
  }
}
