package io.rootmon.internal.secret.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.SecretReference.SecretsManager;
import io.rootmon.secret.SecretReference.Ssm;
import io.rootmon.secret.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Reads secrets of Secrets Manager and parameters of Systems Manager, with a timeout of five
 * seconds. The SDK of a service is needed only if a reference uses it. The interface endpoint of
 * {@code access}, if any, is used for both.
 */
public final class AwsSecrets implements Secrets.Reader {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
  private static final String CREDENTIALS = "check the credentials";

  /**
   * The remedies for <a
   * href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html#API_GetSecretValue_Errors">errors
   * of GetSecretValue</a>.
   */
  private static final Map<String, String> SECRET_REMEDIES =
      Map.of(
          "ResourceNotFoundException",
          "check its ARN and region, and that it has a value",
          "AccessDeniedException",
          "allow secretsmanager:GetSecretValue, in the role and the secret's policy,"
              + " and kms:Decrypt on a customer managed key",
          "DecryptionFailure",
          "allow kms:Decrypt on the secret's key",
          "InvalidRequestException",
          "cancel its deletion, if it is being deleted",
          "UnrecognizedClientException",
          CREDENTIALS,
          "InvalidSignatureException",
          CREDENTIALS);

  /**
   * The remedies for <a
   * href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html#API_GetParameter_Errors">errors
   * of GetParameter</a>.
   */
  private static final Map<String, String> PARAMETER_REMEDIES =
      Map.of(
          "ParameterNotFound", "check its name and region",
          "ParameterVersionNotFound", "check its version",
          "InvalidKeyId", "allow kms:Decrypt on the parameter's key, and check that it is enabled",
          "AccessDeniedException", "allow ssm:GetParameter, and kms:Decrypt on the parameter's key",
          "UnrecognizedClientException", CREDENTIALS,
          "InvalidSignatureException", CREDENTIALS);

  private final AwsAccess access;
  private final Optional<String> region;

  /**
   * Creates a reader.
   *
   * @param region the region of parameters that are given by name; an ARN contains its region
   */
  public AwsSecrets(AwsAccess access, Optional<String> region) {
    this.access = access;
    this.region = region;
  }

  @Override
  public Secret read(SecretReference reference) throws IOException {
    String value = value(reference);
    try {
      return new Secret(value);
    } catch (IllegalArgumentException e) {
      throw new IOException(reference + ": " + e.getMessage(), e);
    }
  }

  private String value(SecretReference reference) throws IOException {
    if (reference instanceof SecretsManager secret) {
      return secret(secret);
    } else if (reference instanceof Ssm parameter) {
      return parameter(parameter);
    }
    throw new IllegalArgumentException(reference + ": must be a secret in AWS");
  }

  private String secret(SecretsManager secret) throws IOException {
    String text;
    // Closes the client but not its HTTP client, which is shared.
    try (var client = access.configure(SecretsManagerClient.builder(), secret.region()).build()) {
      text =
          client
              .getSecretValue(
                  it ->
                      it.secretId(secret.arn())
                          .overrideConfiguration(call -> call.apiCallTimeout(CALL_TIMEOUT)))
              .secretString();
    } catch (SdkException e) {
      throw failure(e, secret, SECRET_REMEDIES);
    }
    if (text == null) {
      throw new IOException(secret + ": must be a string but is binary");
    }
    return secret.key().isPresent() ? field(text, secret.key().get(), secret) : text;
  }

  private String parameter(Ssm parameter) throws IOException {
    String itsRegion =
        parameter
            .region()
            .or(() -> region)
            .orElseThrow(
                () ->
                    new IOException(
                        parameter + ": is a name, and AWS_REGION is not set. Use the ARN"));
    // Closes the client but not its HTTP client, which is shared.
    try (var client = access.configure(SsmClient.builder(), itsRegion).build()) {
      return client
          .getParameter(
              it ->
                  it.name(parameter.parameter())
                      .withDecryption(true)
                      .overrideConfiguration(call -> call.apiCallTimeout(CALL_TIMEOUT)))
          .parameter()
          .value();
    } catch (SdkException e) {
      throw failure(e, parameter, PARAMETER_REMEDIES);
    }
  }

  /**
   * Creates the exception without the cause, and without the message if there was no response: both
   * may quote the secret.
   */
  private static IOException failure(
      SdkException e, SecretReference reference, Map<String, String> remedies) {
    String problem =
        e instanceof AwsServiceException
            ? AwsErrors.describe(e, remedies)
            : e.getClass().getSimpleName();
    return new IOException(reference + ": not read: " + problem);
  }

  /** Returns a field of a secret that is a JSON object. */
  private static String field(String json, String key, SecretReference reference)
      throws IOException {
    try (JsonParser parser = JsonStreams.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(
            reference
                + ": must be a JSON object, because the configuration names one of its fields");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isWanted = parser.currentName().equals(key);
        JsonToken value = parser.nextToken();
        if (isWanted && value == JsonToken.VALUE_STRING) {
          return parser.getText();
        } else if (isWanted) {
          throw new IOException(reference + ": must be a string but is another type of value");
        }
        parser.skipChildren();
      }
      throw new IOException(reference + ": the JSON object has no field of this name");
    } catch (JsonProcessingException e) {
      // Without the cause, which may quote the secret.
      throw new IOException(reference + ": must be a JSON object, but its JSON is broken");
    }
  }
}
