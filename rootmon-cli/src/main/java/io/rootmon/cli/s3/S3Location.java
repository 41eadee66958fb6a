package io.rootmon.cli.s3;

import io.rootmon.cli.UsageException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A location in S3: {@code s3://BUCKET/PREFIX}.
 *
 * @param bucket a bucket's name, or the ARN of an access point
 * @param prefix a folder, with or without the slash at its end, or the key of an object
 */
public record S3Location(String bucket, String prefix) {
  private static final String SCHEME = "s3://";

  /**
   * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Names of
   * buckets</a>, including the older ones, and access points.
   */
  private static final Pattern URI =
      Pattern.compile(
          "(arn:aws[a-z-]*:s3:[a-z0-9-]+:[0-9]{12}:accesspoint/[a-z0-9-]+|[A-Za-z0-9._-]{3,255})"
              + "(?:/(.*))?",
          Pattern.DOTALL);

  /** Returns whether a path is a location in S3. */
  public static boolean isUri(String path) {
    return path.toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  /**
   * Parses a URI.
   *
   * @throws UsageException if it contains no bucket
   */
  public static S3Location parse(String uri) {
    Matcher parts = URI.matcher(uri.substring(SCHEME.length()));
    if (!parts.matches()) {
      throw new UsageException(
          "'"
              + uri
              + "' does not contain a valid bucket name. Use s3://BUCKET/PREFIX, such as s3://my-trail/AWSLogs/.");
    }
    String key = parts.group(2) == null ? "" : parts.group(2);
    return new S3Location(parts.group(1), key);
  }

  /** Returns the URI of an object or a folder of the bucket. */
  String address(String key) {
    return SCHEME + bucket + "/" + key;
  }

  @Override
  public String toString() {
    return address(prefix);
  }
}
