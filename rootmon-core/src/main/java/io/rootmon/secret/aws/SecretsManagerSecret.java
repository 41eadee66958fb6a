package io.rootmon.secret.aws;

import io.rootmon.aws.AwsAccess;
import io.rootmon.secret.SecretReference.SecretsManager;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** A secret's text, or a field of it. */
final class SecretsManagerSecret {
  /**
   * <a
   * href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html#API_GetSecretValue_Errors">GetSecretValue's
   * errors</a>.
   */
  private static final Map<String, String> REMEDIES =
      Map.of(
          "ResourceNotFoundException", "check its ARN and region, and that it has a value",
          "AccessDeniedException",
              "allow secretsmanager:GetSecretValue, in the role and the secret's policy,"
                  + " and kms:Decrypt on a key of your own",
          "DecryptionFailure", "allow kms:Decrypt on the secret's key",
          "InvalidRequestException", "cancel its deletion, if it is being deleted",
          "UnrecognizedClientException", "check the credentials",
          "InvalidSignatureException", "check the credentials");

  private SecretsManagerSecret() {}

  static String read(AwsAccess access, SecretsManager secret) throws IOException {
    GetSecretValueResponse answer;
    // Closed without the HTTP client, which was given.
    try (var client = access.configure(SecretsManagerClient.builder(), secret.region()).build()) {
      answer =
          client.getSecretValue(
              it ->
                  it.secretId(secret.arn())
                      .overrideConfiguration(call -> call.apiCallTimeout(AwsSecrets.CALL_TIMEOUT)));
    } catch (SdkException e) {
      throw ReadFailure.of(e, secret, REMEDIES);
    }
    String text = answer.secretString();
    if (text == null) {
      throw new IOException(secret + ": expected a text but was binary");
    }
    return secret.key().isPresent() ? JsonField.of(text, secret.key().get(), secret) : text;
  }
}
