package io.rootmon.secret.aws;

import io.rootmon.aws.AwsAccess;
import io.rootmon.secret.SecretReference.Ssm;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;

/** A parameter's value, decrypted. */
final class SsmParameter {
  /**
   * <a
   * href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html#API_GetParameter_Errors">GetParameter's
   * errors</a>.
   */
  private static final Map<String, String> REMEDIES =
      Map.of(
          "ParameterNotFound", "check its name and region",
          "ParameterVersionNotFound", "check its version",
          "InvalidKeyId", "allow kms:Decrypt on the parameter's key, and check that it is enabled",
          "AccessDeniedException", "allow ssm:GetParameter, and kms:Decrypt on the parameter's key",
          "UnrecognizedClientException", "check the credentials",
          "InvalidSignatureException", "check the credentials");

  private SsmParameter() {}

  static String read(AwsAccess access, Ssm parameter, String region) throws IOException {
    // Closed without the HTTP client, which was given.
    try (var client = access.configure(SsmClient.builder(), region).build()) {
      return client
          .getParameter(
              it ->
                  it.name(parameter.parameter())
                      .withDecryption(true)
                      .overrideConfiguration(call -> call.apiCallTimeout(AwsSecrets.CALL_TIMEOUT)))
          .parameter()
          .value();
    } catch (SdkException e) {
      throw ReadFailure.of(e, parameter, REMEDIES);
    }
  }
}
