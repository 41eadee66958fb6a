package io.rootmon.lambda;

import io.rootmon.aws.AwsAccess;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** An SSM parameter's value. */
final class Parameter {
  /** Lambda gives the whole start ten seconds. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Parameter() {}

  /**
   * Reads it; decrypted, if it is a secure one.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static String read(String name, String region) {
    try (SdkHttpClient http = AwsAccess.functionsHttp();
        SsmClient client =
            AwsAccess.ofFunction(http).configure(SsmClient.builder(), region).build()) {
      return client
          .getParameter(
              it ->
                  it.name(name)
                      .withDecryption(true)
                      .overrideConfiguration(call -> call.apiCallTimeout(LONGEST)))
          .parameter()
          .value();
    } catch (SdkException e) {
      throw new IllegalArgumentException(
          name + ": expected an SSM parameter that can be read but " + e.getMessage(), e);
    }
  }
}
