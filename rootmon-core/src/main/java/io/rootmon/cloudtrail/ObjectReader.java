package io.rootmon.cloudtrail;

import io.rootmon.cloudtrail.ReadResult.SkipReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Opens the objects in S3 to which messages refer. Safe for use by multiple threads. */
@FunctionalInterface
public interface ObjectReader {
  /**
   * Opens an object. The caller closes the stream.
   *
   * @throws IOException if the object cannot be read; the message contains the cause and the remedy
   */
  InputStream open(S3Object object) throws IOException;

  /** An object in S3 to which a message refers instead of containing it. */
  record S3Object(String bucket, String key) {
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
}
