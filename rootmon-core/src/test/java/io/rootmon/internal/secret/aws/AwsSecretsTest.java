package io.rootmon.internal.secret.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.SecretSource;
import io.rootmon.secret.Secrets;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsSecretsTest {
  private static final String ARN =
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:slack-AbCdEf";
  private static final SecretReference SECRET =
      new SecretReference.SecretsManager(ARN, Optional.empty());
  private static final SecretReference FIELD =
      new SecretReference.SecretsManager(ARN, Optional.of("token"));
  private static final SecretReference PARAMETER = new SecretReference.Ssm("/rootmon/slack");

  @Test
  void readsASecretInItsRegion() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(secret("hush"))) {
      assertThat(read(aws, SECRET)).isEqualTo(new Secret("hush"));

      Request request = aws.requests().get(0);
      assertThat(request.headers().getFirst("X-Amz-Target"))
          .isEqualTo("secretsmanager.GetSecretValue");
      assertThat(request.headers().getFirst("Authorization"))
          .contains("/eu-central-1/secretsmanager/");
      assertThat(request.body()).isEqualTo("{\"SecretId\":\"" + ARN + "\"}");
    }
  }

  @Test
  void returnsAField() throws Exception {
    String json = "{\\\"user\\\": {\\\"token\\\": \\\"no\\\"}, \\\"token\\\": \\\"hush\\\"}";
    try (FakeHttpServer aws = FakeHttpServer.answering(secret(json))) {
      assertThat(read(aws, FIELD)).isEqualTo(new Secret("hush"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hush                            | must be a JSON object, but its JSON is broken
          {\\"token\\": \\"hush           | must be a JSON object, but its JSON is broken
          [\\"hush\\"]                    | must be a JSON object, because the configuration names one of its fields
          {\\"other\\": \\"hush\\"}       | the JSON object has no field of this name
          {\\"token\\": {\\"a\\":\\"hush\\"}} | must be a string but is another type of value
          {\\"token\\": \\"hu sh\\"}      | secret: must be printable ASCII without spaces but contains another character
          {\\"token\\": \\"\\"}           | secret: must not be empty
          """)
  void reportsAnInvalidFieldWithoutTheSecret(String json, String problem) throws Exception {
    IOException e = failure(secret(json), FIELD);

    assertThat(e).hasMessage("secret " + ARN + " field token: " + problem);
    assertThat(printed(e)).doesNotContain("hush", "hu sh");
  }

  @Test
  void refusesABinarySecret() throws Exception {
    assertThat(failure(new Answer(200, "{\"SecretBinary\": \"aHVzaA==\"}"), SECRET))
        .hasMessage("secret " + ARN + ": must be a string but is binary");
  }

  @Test
  void readsAParameterDecrypted() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(parameter("hush"))) {
      assertThat(read(aws, PARAMETER)).isEqualTo(new Secret("hush"));

      Request request = aws.requests().get(0);
      assertThat(request.headers().getFirst("X-Amz-Target")).isEqualTo("AmazonSSM.GetParameter");
      assertThat(request.headers().getFirst("Authorization")).contains("/eu-west-1/ssm/");
      assertThat(request.body()).isEqualTo("{\"Name\":\"/rootmon/slack\",\"WithDecryption\":true}");
    }
  }

  @Test
  void readsAParameterInTheRegionOfItsArnOrFails() throws Exception {
    String arn = "arn:aws:ssm:us-east-2:111122223333:parameter/rootmon/slack";
    try (FakeHttpServer aws = FakeHttpServer.answering(parameter("hush"))) {
      AwsSecrets nowhere = new AwsSecrets(FakeAwsServer.at(aws.address()), Optional.empty());
      nowhere.read(new SecretReference.Ssm(arn));

      assertThat(aws.requests().get(0).headers().getFirst("Authorization"))
          .contains("/us-east-2/ssm/");
      assertThat(catchThrowableOfType(IOException.class, () -> nowhere.read(PARAMETER)))
          .hasMessage(
              "parameter /rootmon/slack: is a name, and AWS_REGION is not set. Use the ARN");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException, check its ARN and region",
    "AccessDeniedException, allow secretsmanager:GetSecretValue",
    "DecryptionFailure, allow kms:Decrypt",
    "InvalidRequestException, cancel its deletion",
    "UnrecognizedClientException, check the credentials",
  })
  void printsTheRemedyForASecret(String code, String remedy) throws Exception {
    assertThat(failure(no(400, code), SECRET))
        .hasMessageStartingWith("secret " + ARN + ": not read: " + code + " (400): because; ")
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @CsvSource({
    "ParameterNotFound, check its name and region",
    "AccessDeniedException, allow ssm:GetParameter",
    "InvalidKeyId, allow kms:Decrypt",
  })
  void printsTheRemedyForAParameter(String code, String remedy) throws Exception {
    assertThat(failure(no(400, code), PARAMETER))
        .hasMessageStartingWith("parameter /rootmon/slack: not read: " + code + " (400): because; ")
        .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"SecretString\": \"hush", "{\"SecretString\": hush}", "hush", "[\"hush\"]"})
  void doesNotQuoteAnAnswerThatIsNotUnderstood(String body) throws Exception {
    IOException e = failure(new Answer(200, body), SECRET);

    assertThat(e).hasMessageStartingWith("secret " + ARN + ": ");
    assertThat(printed(e)).doesNotContain("hush");
  }

  @Test
  void aSecretThatWasRotatedReachesTheChannel() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    AtomicLong seconds = new AtomicLong();
    try (FakeHttpServer aws =
            FakeHttpServer.answering(
                request -> secret(reads.getAndIncrement() == 0 ? "xoxb-old" : "xoxb-new"));
        FakeHttpServer slack = FakeHttpServer.answering(AwsSecretsTest::slack)) {
      AwsSecrets reader = new AwsSecrets(FakeAwsServer.at(aws.address()), Optional.empty());
      SecretSource source =
          new Secrets(name -> null, () -> reader, () -> Instant.EPOCH.plusSeconds(seconds.get()))
              .find(SECRET);
      source.current();
      seconds.set(30);

      new SlackChannel(
              new SlackSettings.Bot("slack", source, "C0123456789"),
              Templates.builtIn(),
              URI.create(slack.address() + "/api/"))
          .send(ExampleAlerts.signIn(), Deadline.in(Duration.ofSeconds(20)));

      assertThat(slack.requests().stream().map(it -> it.headers().getFirst("Authorization")))
          .containsExactly("Bearer xoxb-old", "Bearer xoxb-new");
    }
  }

  private static Answer slack(Request request) {
    boolean known = "Bearer xoxb-new".equals(request.headers().getFirst("Authorization"));
    return new Answer(
        200,
        known
            ? "{\"ok\": true, \"ts\": \"1.2\", \"channel\": \"C0123456789\"}"
            : "{\"ok\": false, \"error\": \"token_revoked\"}");
  }

  private static Answer secret(String json) {
    return new Answer(200, "{\"ARN\": \"" + ARN + "\", \"SecretString\": \"" + json + "\"}");
  }

  private static Answer parameter(String value) {
    return new Answer(200, "{\"Parameter\": {\"Value\": \"" + value + "\"}}");
  }

  private static Answer no(int status, String code) {
    return new Answer(status, "{\"__type\": \"" + code + "\", \"message\": \"because\"}");
  }

  private static Secret read(FakeHttpServer aws, SecretReference reference) throws IOException {
    return new AwsSecrets(FakeAwsServer.at(aws.address()), Optional.of("eu-west-1"))
        .read(reference);
  }

  private static IOException failure(Answer answer, SecretReference reference) throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(answer)) {
      IOException e = catchThrowableOfType(IOException.class, () -> read(aws, reference));
      assertThat(e).as("not read").isNotNull();
      return e;
    }
  }

  private static String printed(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
