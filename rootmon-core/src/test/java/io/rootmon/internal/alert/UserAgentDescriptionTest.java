package io.rootmon.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user agents have the forms that browsers, SDKs and AWS services send. */
class UserAgentDescriptionTest {
  private static final String WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36 | Chrome 145 on Linux",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36 | Chrome 144 on macOS",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 | Chrome 143 on ChromeOS",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36 Edg/144.0.0.0 | Edge 144 on Windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 OPR/127.0.0.0 | Opera 127 on Windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Vivaldi/7.6 | Vivaldi 7 on Windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:147.0) Gecko/20100101 Firefox/147.0 | Firefox 147 on Windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15 | Safari 18 on macOS",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1 | Safari 18 on iPhone",
        "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/144.0.7559.85 Mobile/15E148 Safari/604.1 | Chrome 144 on iPad",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36 | Samsung Internet 28 on Android",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/145.0.0.0 Safari/537.36 | headless Chrome 145 on Linux",
        "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko | Internet Explorer 11 on Windows",
        "aws-cli/2.15.30 Python/3.11.8 Linux/6.1.0 exe/x86_64.debian.12 prompt/off command/s3api.list-buckets | AWS CLI 2.15 on Linux",
        "aws-cli/2.27.1 md/awscrt#0.25.4 ua/2.1 os/macos#24.4.0 md/arch#arm64 lang/python#3.13.2 | AWS CLI 2.27 on macOS",
        "[aws-cli/1.16.248 Python/3.6.8 Windows/10 botocore/1.12.238] | AWS CLI 1.16 on Windows",
        "Boto3/1.34.69 md/Botocore#1.34.69 ua/2.0 os/linux#6.1.79 md/arch#x86_64 lang/python#3.12.2 | Boto3 1.34 on Linux",
        "Botocore/1.31.0 Python/3.9.18 | Botocore 1.31",
        "APN/1.0 HashiCorp/1.0 Terraform/1.11.4 (+https://www.terraform.io) terraform-provider-aws/5.100.0 aws-sdk-go-v2/1.36.3 os/linux | Terraform 1.11 on Linux",
        "aws-sdk-java/2.40.2 md/io#sync md/http#Apache ua/2.1 os/Linux#5.10 lang/java#17.0.15 | AWS SDK for Java 2.40 on Linux",
        "aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux | AWS SDK for Go 1.30 on Linux",
        "aws-sdk-js/3.700.0 ua/2.0 os/win32#10.0 lang/js md/nodejs#20.11.0 | AWS SDK for JavaScript 3.700",
        "aws-sdk-ruby3/3.190.0 ua/2.0 api/s3#1.141.0 os/linux md/x86_64 lang/ruby#3.2.2 | AWS SDK for Ruby 3.190 on Linux",
        "curl/8.5.0 | curl 8.5",
        "python-requests/2.31.0 | Python Requests 2.31",
        "S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 Linux/5.10 | S3 console 0.4 on Linux",
        "signin.amazonaws.com | AWS sign-in",
        "console.amazonaws.com | AWS console",
        "AWS Internal | AWS",
        "cloudtrail.amazonaws.com | CloudTrail",
        "rootmon send-test | rootmon send-test",
        "Mozilla/5.0 | Mozilla/5.0",
        "-  | -"
      })
  void namesTheProgramAndTheSystem(String userAgent, String expected) {
    assertThat(UserAgentDescription.of(userAgent)).isEqualTo(expected);
  }

  @Test
  void shortensAnUnknownAgent() {
    assertThat(UserAgentDescription.of("x".repeat(300))).hasSizeLessThanOrEqualTo(60).endsWith("…");
    assertThat(UserAgentDescription.of("")).isEmpty();
    assertThat(UserAgentDescription.of("   ")).isEmpty();
  }

  @Test
  void printsAHostileAgentAsOneSafeLine() {
    String text =
        UserAgentDescription.of(
            "evil\r\nSubject: x\u0000\u001b[31m\u202e <script> https://evil.example");

    assertThat(text)
        .doesNotContainPattern("\\p{Cntrl}")
        .doesNotContain("\u202e", "://")
        .hasSizeLessThanOrEqualTo(60);
    assertThat(UserAgentDescription.of(WINDOWS + "Chrome/145<script>alert(1)</script>"))
        .isEqualTo("Chrome 145 on Windows");
  }

  /** No pattern may take long on a string that nearly matches it again and again. */
  @Test
  @Timeout(20)
  void isFastOnAVeryLongAgent() {
    String[] agents = {
      "Version/1.".repeat(30_000),
      "Trident/".repeat(30_000),
      "aws-sdk-dotnet".repeat(30_000),
      "APN/" + "T".repeat(300_000),
      " ".repeat(300_000) + "Chrome/1",
      "Mozilla/5.0 (".repeat(30_000)
    };
    long begin = System.nanoTime();
    for (String agent : agents) {
      assertThat(UserAgentDescription.of(agent)).hasSizeLessThanOrEqualTo(60);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
  }
}
