package io.rootmon.internal.coverage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.AccountId;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AwsEnabledRegionsTest {
  private static final AccountId HUB = new AccountId("111122223333");
  private static final AccountId MEMBER = new AccountId("444455556666");
  private static final AccountId MANAGEMENT = new AccountId("999988887777");
  private static final Duration TIME = Duration.ofSeconds(20);

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ROOTMON_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/" + HUB.value() + "/rootmon");

  private static final String ACCOUNTS =
      """
      {"Accounts": [{"Id": "444455556666", "Name": "payments-prod",
        "Arn": "arn:aws:organizations::999988887777:account/o-a1b2c3d4e5/444455556666"}]}
      """;

  private static final String REGIONS =
      """
      {"Regions": [{"RegionName": "eu-west-1", "RegionOptStatus": "ENABLED_BY_DEFAULT"},
                   {"RegionName": "ap-east-1", "RegionOptStatus": "ENABLED"}]}
      """;

  @Test
  void readsAMemberByItsNumber() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(AwsEnabledRegionsTest::answer)) {
      assertThat(regions(aws).of(MEMBER, Deadline.in(TIME)))
          .isEqualTo(Map.of("eu-west-1", true, "ap-east-1", false));
      assertThat(listed(aws)).containsExactly("\"AccountId\":\"444455556666\"");
    }
  }

  @Test
  void readsTheOwnAccountWithoutANumber() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(AwsEnabledRegionsTest::answer)) {
      assertThat(regions(aws).of(HUB, Deadline.in(TIME))).containsKey("ap-east-1");
      assertThat(listed(aws)).containsExactly("none");
      // Neither a delegation nor Organizations is needed.
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @Test
  void reportsTheManagementAccountOnceAndNeverReadsIt() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(AwsEnabledRegionsTest::answer)) {
      AwsEnabledRegions regions = regions(aws);
      assertThatThrownBy(() -> regions.of(MANAGEMENT, Deadline.in(TIME)))
          .isInstanceOf(OrganizationException.class)
          .hasMessageContaining("999988887777: this is the management account");
      assertThat(regions.of(MANAGEMENT, Deadline.in(TIME))).isEmpty();
      assertThat(listed(aws)).isEmpty();
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @Test
  void readsItsOwnRegionsInTheManagementAccount() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(AwsEnabledRegionsTest::answer)) {
      AwsEnabledRegions regions =
          new AwsEnabledRegions(
              FakeAwsServer.at(aws.address()),
              "eu-west-1",
              Map.of(
                  "ROOTMON_QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/999988887777/rootmon"));
      assertThat(regions.of(MANAGEMENT, Deadline.in(TIME))).containsKey("eu-west-1");
      assertThat(listed(aws)).containsExactly("none");
    }
  }

  @Test
  void readsEveryAccountByItsNumberWhenOrganizationsCannotBeRead() throws Exception {
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            request ->
                isOfOrganizations(request)
                    ? new Answer(400, "{\"__type\": \"AccessDeniedException\"}")
                    : new Answer(200, REGIONS))) {
      AwsEnabledRegions regions = regions(aws);
      for (int i = 0; i < 5; i++) {
        assertThat(regions.of(MEMBER, Deadline.in(TIME))).isNotEmpty();
      }
      assertThat(listed(aws)).hasSize(5).containsOnly("\"AccountId\":\"444455556666\"");
      assertThat(aws.requests()).hasSize(8);
    }
  }

  @Test
  void namesWhatADeniedCallRequires() throws Exception {
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            request ->
                isOfOrganizations(request)
                    ? new Answer(200, ACCOUNTS)
                    : new Answer(403, Map.of("x-amzn-errortype", "AccessDeniedException"), "{}"))) {
      AwsEnabledRegions regions = regions(aws);
      assertThatThrownBy(() -> regions.of(MEMBER, Deadline.in(TIME)))
          .hasMessageContaining("AccessDeniedException; allow account:ListRegions, enable trusted")
          .hasMessageContaining("delegated administrator");
      assertThatThrownBy(() -> regions.of(HUB, Deadline.in(TIME)))
          .hasMessageEndingWith("AccessDeniedException; allow account:ListRegions");
    }
  }

  /** The account of each call of Account Management. */
  private static List<String> listed(FakeHttpServer aws) {
    return aws.requests().stream()
        .filter(it -> !isOfOrganizations(it))
        .map(
            it ->
                it.body().contains("AccountId")
                    ? it.body().replaceAll(".*(\"AccountId\":\"[0-9]+\").*", "$1")
                    : "none")
        .toList();
  }

  private static Answer answer(Request request) {
    return new Answer(200, isOfOrganizations(request) ? ACCOUNTS : REGIONS);
  }

  private static boolean isOfOrganizations(Request request) {
    return String.valueOf(request.headers().getFirst("X-Amz-Target")).endsWith(".ListAccounts");
  }

  private static AwsEnabledRegions regions(FakeHttpServer aws) {
    return new AwsEnabledRegions(FakeAwsServer.at(aws.address()), "eu-west-1", ENVIRONMENT);
  }
}
