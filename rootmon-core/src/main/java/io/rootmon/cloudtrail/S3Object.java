package io.rootmon.cloudtrail;

/** An object in S3, which a message names in place of its content. */
public record S3Object(String bucket, String key) {
  public S3Object {
    if (bucket.isBlank() || key.isBlank()) {
      throw new IllegalArgumentException(
          "object: expected a bucket and a key but was '" + bucket + "' and '" + key + "'");
    }
  }

  /** The object's address, as the AWS command line takes it. */
  public String address() {
    return "s3://" + bucket + "/" + key;
  }

  /**
   * Whether it is a digest of log files, by <a
   * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html">its
   * place in the bucket</a>.
   */
  boolean isDigest() {
    return key.contains("/CloudTrail-Digest/") || key.startsWith("CloudTrail-Digest/");
  }

  boolean isInsight() {
    return key.contains("/CloudTrail-Insight/") || key.startsWith("CloudTrail-Insight/");
  }

  /** Whether it only makes a folder, as CloudTrail does when a trail is created. */
  boolean isFolder() {
    return key.endsWith("/");
  }

  @Override
  public String toString() {
    return address();
  }
}
