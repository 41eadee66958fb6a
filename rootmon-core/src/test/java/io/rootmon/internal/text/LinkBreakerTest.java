package io.rootmon.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkBreakerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          evil.io                                | evil[.]io
          console.aws.amazon.com.evil.io/signin  | console[.]aws[.]amazon[.]com[.]evil[.]io/signin
          alice@example.com                      | alice[@]example[.]com
          iam.amazonaws.com@evil.io              | iam[.]amazonaws[.]com[@]evil[.]io
          a@iam.amazonaws.com                    | a[@]iam[.]amazonaws[.]com
          evilamazonaws.com                      | evilamazonaws[.]com
          bucket.s3.amazonaws.com                | bucket.s3[.]amazonaws[.]com
          s3.amazonaws.com/bucket                | s3[.]amazonaws[.]com/bucket
          203.0.113.7.nip.io                     | 203.0.113.7[.]nip[.]io
          x.xn--p1ai                             | x[.]xn--p1ai
          пример.рф                              | пример[.]рф
          evil。io                               | evil[.]io
          EVIL.IO:8080/x                         | EVIL[.]IO:8080/x
          tel:+18005550199                       | tel[:][+]18005550199
          coverage.regions/x                     | coverage[.]regions/x
          MaliciousIPCaller.Custom/x             | MaliciousIPCaller[.]Custom/x
          a@coverage.regions                     | a[@]coverage[.]regions
          call +1 (800) 555-0199 now             | call [+]1 (800) 555[-]0199 now
          1-800-555-0199                         | 1-800-555[-]0199
          sms:12345                              | sms[:]12345
          a@2026-03-14T02:18:00Z.evil.io         | a[@]2026-03-14T02:18:00Z[.]evil[.]io
          """)
  void breaksTextsThatClientsTurnIntoLinks(String text, String broken) {
    assertThat(LinkBreaker.breakLinks(text)).isEqualTo(broken);
    assertThat(LinkBreaker.breakLinks(broken)).isEqualTo(broken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iam.amazonaws.com",
        "ConsoleLogin on signin.amazonaws.com in us-east-1",
        "signin.aws.amazon.com",
        "from 203.0.113.7",
        "2001:db8::1",
        "Mozilla/5.0 (X11; Linux x86_64) Chrome/145.0.0.0 Safari/537.36",
        "aws-cli/2.15.0 exe/x86_64.amzn.2023",
        "arn:aws:sts::111122223333:assumed-role/Admin/alice",
        "2026-03-01 03:12:44 UTC, 2026-03-01T03:12:44+00:00",
        "5f0c3a52-7e1b-4a55-9d5e-2f6f0f3f7b10",
        "111122223333",
        "incident 5f0c3a527e1b@2026-03-14T02:18:00Z",
        "payments-prod, e.g. v1.2.3",
        "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom",
        "member.org.stacksets.cloudformation.amazonaws.com",
        "Add it to coverage.excludedAccounts in the configuration, or remove it from coverage.regions.",
      })
  void leavesNamesAddressesAndNumbersReadable(String text) {
    assertThat(LinkBreaker.breakLinks(text)).isEqualTo(text);
  }

  @Test
  void leavesThePathsOfAnEventsOwnFieldsReadable() {
    assertThat(LinkBreaker.breakPath("userIdentity.arn")).isEqualTo("userIdentity.arn");
    assertThat(LinkBreaker.breakPath("responseElements.accessKey.accessKeyId"))
        .isEqualTo("responseElements.accessKey.accessKeyId");
    assertThat(LinkBreaker.breakPath("requestParameters.tags.evil.io"))
        .isEqualTo("requestParameters.tags[.]evil[.]io");
    assertThat(LinkBreaker.breakPath("evil.io")).isEqualTo("evil[.]io");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".", "a.", "a.b", "@", "a@", "+1", "1-", "800-555-", "tel:", "(800)", "。"})
  void runsInLinearTime(String filling) {
    String text = filling.repeat(250_000 / filling.length());

    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> LinkBreaker.breakLinks(text));
  }
}
