package io.rootmon.internal.render.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.render.TemplateFiles;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The templates that S3 and the parameter store hold. */
@Timeout(60)
class AwsTemplatesTest {
  private static final String LISTING =
      """
      <ListBucketResult><Name>example</Name><IsTruncated>false</IsTruncated>
      <Contents><Key>rootmon/</Key><Size>0</Size></Contents>
      <Contents><Key>rootmon/README.md</Key><Size>9</Size></Contents>
      <Contents><Key>rootmon/ses/body.html.ftl</Key><Size>%d</Size></Contents>
      </ListBucketResult>
      """;

  @Test
  void readsTheObjectsBelowThePrefix() throws Exception {
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            it ->
                new Answer(
                    200,
                    it.target().getPath().endsWith(".ftl")
                        ? "<p>mine</p>"
                        : LISTING.formatted(11)))) {
      assertThat(s3(aws).texts()).isEqualTo(Map.of("ses/body.html.ftl", "<p>mine</p>"));

      assertThat(aws.requests())
          .extracting(it -> it.target().getPath())
          .allMatch(it -> it.startsWith("/example"))
          .hasSize(2);
      assertThat(aws.requests().get(0).target().getQuery())
          .contains("prefix=rootmon/", "list-type=2");
    }
  }

  @Test
  void doesNotDownloadAnObjectThatIsTooLong() throws Exception {
    try (FakeHttpServer aws =
        FakeHttpServer.answering(new Answer(200, LISTING.formatted(1L << 30)))) {
      assertThatThrownBy(() -> s3(aws))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("template ses/body.html.ftl: must have at most 131072 bytes");
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, allow s3:ListBucket",
    "404, NoSuchBucket, check the bucket's name",
    "301, PermanentRedirect, a bucket in rootmon's region"
  })
  void reportsTheErrorOfS3AndTheRemedy(int status, String code, String remedy) throws Exception {
    String error = "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code);
    try (FakeHttpServer aws = FakeHttpServer.answering(new Answer(status, error))) {
      assertThatThrownBy(() -> s3(aws))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(code + " (" + status + ")")
          .hasMessageContaining(remedy);
    }
  }

  @Test
  void reportsAPrefixWithoutTemplates() throws Exception {
    String empty = "<ListBucketResult><Name>example</Name></ListBucketResult>";
    try (FakeHttpServer aws = FakeHttpServer.answering(new Answer(200, empty))) {
      assertThatThrownBy(() -> s3(aws))
          .hasMessage("there is no template. Use names such as ses/body.html.ftl");
    }
  }

  @Test
  void readsTheParametersBelowThePathPageByPage() throws Exception {
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            it ->
                it.body().contains("NextToken")
                    ? parameters("/rootmon/sns/body.txt.ftl", "second", "")
                    : parameters("/rootmon/ses/body.txt.ftl", "first", "t1"))) {
      assertThat(ssm(aws).texts())
          .isEqualTo(Map.of("ses/body.txt.ftl", "first", "sns/body.txt.ftl", "second"));

      Request request = aws.requests().get(0);
      assertThat(request.headers().getFirst("X-Amz-Target"))
          .isEqualTo("AmazonSSM.GetParametersByPath");
      assertThat(request.body())
          .contains("\"Path\":\"/rootmon\"", "\"Recursive\":true", "\"WithDecryption\":true");
    }
  }

  @Test
  void reportsTheErrorOfTheParameterStoreAndTheRemedy() throws Exception {
    String error = "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}";
    try (FakeHttpServer aws = FakeHttpServer.answering(new Answer(400, error))) {
      assertThatThrownBy(() -> ssm(aws))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("AccessDeniedException (400)")
          .hasMessageContaining("allow ssm:GetParametersByPath on the path");
    }
  }

  private static Answer parameters(String name, String value, String next) {
    return new Answer(
        200,
        "{\"Parameters\":[{\"Name\":\"%s\",\"Value\":\"%s\"}],\"NextToken\":\"%s\"}"
            .formatted(name, value, next));
  }

  private static TemplateFiles s3(FakeHttpServer aws) throws IOException {
    return S3Templates.read(FakeAwsServer.at(aws.address()), "eu-west-1", "example", "rootmon");
  }

  private static TemplateFiles ssm(FakeHttpServer aws) throws IOException {
    return SsmTemplates.read(FakeAwsServer.at(aws.address()), "eu-west-1", "/rootmon");
  }
}
