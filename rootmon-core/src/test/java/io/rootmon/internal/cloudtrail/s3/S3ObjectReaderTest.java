package io.rootmon.internal.cloudtrail.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.AccountId;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.cloudtrail.ObjectReader.S3Object;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class S3ObjectReaderTest {
  private static final S3Object OBJECT = new S3Object("example-org-trail", "AWSLogs/a b.json");

  @Test
  void returnsTheContentOfAnAllowedObject() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(new Answer(200, "{\"Records\":[]}"))) {
      S3ObjectReader reader = reader(aws, List.of("AWSLogs/"));

      assertThat(new String(reader.open(OBJECT).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("{\"Records\":[]}");
      FakeHttpServer.Request request = aws.requests().get(0);
      assertThat(request.target().getRawPath()).isEqualTo("/example-org-trail/AWSLogs/a%20b.json");
      assertThat(request.headers().getFirst("x-amz-expected-bucket-owner"))
          .isEqualTo("111122223333");
    }
  }

  @Test
  void refusesAnotherBucketAndAnotherPrefixWithoutACall() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(new Answer(200, ""))) {
      S3ObjectReader reader = reader(aws, List.of("AWSLogs/"));

      for (S3Object other :
          List.of(new S3Object("other", "AWSLogs/a"), new S3Object("example-org-trail", "x"))) {
        assertThatThrownBy(() -> reader.open(other))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("sources.s3");
      }
      assertThat(aws.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, s3:GetObject",
    "404, NoSuchKey, deleted or moved",
    "301, PermanentRedirect, region",
    "503, SlowDown, 503 SlowDown"
  })
  void reportsTheErrorAndTheRemedy(int status, String code, String remedy) throws Exception {
    String error = "<Error><Code>%s</Code><Message>secret detail</Message></Error>";
    try (FakeHttpServer aws = FakeHttpServer.answering(new Answer(status, error.formatted(code)))) {
      assertThatThrownBy(() -> reader(aws, List.of()).open(OBJECT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("S3 answered " + status)
          .hasMessageContaining(remedy)
          .hasMessageNotContaining("secret detail");
    }
  }

  private static S3ObjectReader reader(FakeHttpServer aws, List<String> prefixes) {
    S3Source source =
        new S3Source(
            "example-org-trail",
            prefixes,
            Optional.of(new AccountId("111122223333")),
            Optional.empty());
    return new S3ObjectReader(() -> FakeAwsServer.at(aws.address()), "us-east-1", List.of(source));
  }
}
