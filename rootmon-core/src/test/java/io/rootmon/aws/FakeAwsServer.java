package io.rootmon.aws;

import io.rootmon.channel.FakeHttpServer.Answer;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** AWS on the loopback interface. */
public final class FakeAwsServer {
  public static final String SECRET_KEY = "not-a-secret-access-key";

  private FakeAwsServer() {}

  public static AwsAccess at(URI endpoint) {
    return new AwsAccess(
        UrlConnectionHttpClient.create(),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", SECRET_KEY)),
        Optional.of(endpoint));
  }

  /** An error of the query protocol. */
  public static Answer error(int status, String code, String message) {
    return new Answer(
        status,
        """
        <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
        <RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId></ErrorResponse>
        """
            .formatted(code, message));
  }
}
