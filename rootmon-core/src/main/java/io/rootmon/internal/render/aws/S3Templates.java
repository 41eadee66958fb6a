package io.rootmon.internal.render.aws;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.render.TemplateFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads the templates below a prefix of a bucket. Objects with other names are ignored. */
public final class S3Templates {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

  /** One call returns at most 1,000 keys. There are 100 templates at most. */
  private static final int MAX_KEYS = 1_000;

  private static final Map<String, String> REMEDIES =
      Map.of(
          "AccessDenied",
          "allow s3:ListBucket on the bucket and s3:GetObject on the prefix, in the role's and the"
              + " bucket's policy, and kms:Decrypt on the bucket's key",
          "NoSuchBucket",
          "check the bucket's name",
          "NoSuchKey",
          "it was deleted while it was read",
          "PermanentRedirect",
          "use a bucket in rootmon's region");

  private S3Templates() {}

  /**
   * Reads the templates.
   *
   * @param prefix what the keys begin with, without a slash at its end; empty for the whole bucket
   * @throws IOException that says why they cannot be read, and what helps
   */
  public static TemplateFiles read(AwsAccess access, String region, String bucket, String prefix)
      throws IOException {
    String folder = prefix.isEmpty() ? "" : prefix + "/";
    // Closes the client without its HTTP client, which others use.
    try (S3Client client =
        access
            .configure(S3Client.builder(), region)
            // S3 sends its checksums only if they are requested. The transport has its own.
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .build()) {
      TemplateFiles.Builder files = new TemplateFiles.Builder();
      for (S3Object object :
          client
              .listObjectsV2(
                  it ->
                      it.bucket(bucket)
                          .prefix(folder)
                          .maxKeys(MAX_KEYS)
                          .overrideConfiguration(call -> call.apiCallTimeout(CALL_TIMEOUT)))
              .contents()) {
        String name = object.key().substring(folder.length());
        if (TemplateFiles.isTemplate(name)) {
          TemplateFiles.Builder.requireSize(name, object.size());
          files.add(name, content(client, bucket, object.key()));
        }
      }
      return requireAny(files.build());
    } catch (SdkException e) {
      throw new IOException(AwsErrors.describe(e, REMEDIES), e);
    }
  }

  private static byte[] content(S3Client client, String bucket, String key) {
    return client
        .getObjectAsBytes(
            it ->
                it.bucket(bucket)
                    .key(key)
                    .overrideConfiguration(call -> call.apiCallTimeout(CALL_TIMEOUT)))
        .asByteArray();
  }

  static TemplateFiles requireAny(TemplateFiles files) throws IOException {
    if (files.texts().isEmpty()) {
      throw new IOException("there is no template. Use names such as ses/body.html.ftl");
    }
    return files;
  }
}
