package io.rootmon.internal.render.aws;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.render.TemplateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * Reads the templates below a path of the parameter store. A parameter has at most <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html">4
 * KB, or 8 KB as an advanced one</a>.
 */
public final class SsmTemplates {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

  /**
   * <a
   * href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html">The
   * most</a> that one call returns.
   */
  private static final int PAGE = 10;

  private static final Map<String, String> REMEDIES =
      Map.of(
          "AccessDeniedException",
          "allow ssm:GetParametersByPath on the path, and kms:Decrypt on the parameters' key",
          "InvalidKeyId",
          "allow kms:Decrypt on the parameters' key, and check that it is enabled",
          "ValidationException",
          "check the path");

  private SsmTemplates() {}

  /**
   * Reads the templates.
   *
   * @param path with a slash at its start and none at its end
   * @throws IOException that says why they cannot be read, and what helps
   */
  public static TemplateFiles read(AwsAccess access, String region, String path)
      throws IOException {
    TemplateFiles.Builder files = new TemplateFiles.Builder();
    // Closes the client without its HTTP client, which others use.
    try (SsmClient client = access.configure(SsmClient.builder(), region).build()) {
      GetParametersByPathRequest.Builder request =
          GetParametersByPathRequest.builder()
              .path(path)
              .recursive(true)
              .withDecryption(true)
              .maxResults(PAGE)
              .overrideConfiguration(it -> it.apiCallTimeout(CALL_TIMEOUT));
      String next;
      do {
        GetParametersByPathResponse response = client.getParametersByPath(request.build());
        for (Parameter parameter : response.parameters()) {
          String name = parameter.name().substring(path.length() + 1);
          if (TemplateFiles.isTemplate(name)) {
            files.add(name, parameter.value().getBytes(StandardCharsets.UTF_8));
          }
        }
        next = response.nextToken();
        request.nextToken(next);
      } while (next != null && !next.isEmpty());
    } catch (SdkException e) {
      throw new IOException(AwsErrors.describe(e, REMEDIES), e);
    }
    return S3Templates.requireAny(files.build());
  }
}
