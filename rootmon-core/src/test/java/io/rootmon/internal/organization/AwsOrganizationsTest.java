package io.rootmon.internal.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootmon.account.AccountId;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.endpoints.OrganizationsEndpointProvider;

@Timeout(60)
class AwsOrganizationsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Instant JOINED = Instant.parse("2025-01-01T00:00:00Z");

  private static final String FIRST_PAGE =
      """
      {"NextToken": "page-2", "Accounts": [
       {"Id": "999988887777", "Name": "root-of-all", "Status": "ACTIVE", "JoinedTimestamp": 1735689600,
        "Arn": "arn:aws:organizations::999988887777:account/o-exampleorgid/999988887777"},
       {"Id": "111122223333", "Name": "payments\\nprod", "State": "ACTIVE", "Status": "SUSPENDED",
        "JoinedTimestamp": 1735689600,
        "Arn": "arn:aws:organizations::999988887777:account/o-exampleorgid/111122223333"}]}
      """;

  private static final String LAST_PAGE =
      """
      {"Accounts": [
       {"Id": "444455556666", "Name": "sandbox", "State": "PENDING_CLOSURE",
        "Arn": "arn:aws:organizations::999988887777:account/o-exampleorgid/444455556666"}]}
      """;

  @Test
  void listsAllPagesWithTheManagementAccountKnown() throws Exception {
    try (FakeHttpServer aws = FakeHttpServer.answering(AwsOrganizationsTest::pages)) {
      assertThat(organization(aws).members(Deadline.in(LONG)))
          .containsExactly(
              new OrganizationAccount(
                  new AccountId("999988887777"), "root-of-all", true, Optional.of(JOINED), true),
              new OrganizationAccount(
                  new AccountId("111122223333"), "payments prod", true, Optional.of(JOINED), false),
              new OrganizationAccount(
                  new AccountId("444455556666"), "sandbox", false, Optional.empty(), false));
      assertThat(aws.requests())
          .hasSize(2)
          .allMatch(
              it ->
                  "AWSOrganizationsV20161128.ListAccounts"
                      .equals(it.headers().getFirst("X-Amz-Target")));
      assertThat(aws.requests().get(1).body()).isEqualTo("{\"NextToken\":\"page-2\"}");
    }
  }

  /** AWS retired {@code Status} on 2026-09-09; an answer may have either field, both or neither. */
  @ParameterizedTest
  @CsvSource({
    "ACTIVE,,true",
    "PENDING_ACTIVATION,,true",
    "SUSPENDED,,false",
    "PENDING_CLOSURE,,false",
    "CLOSED,,false",
    "A_STATE_OF_2027,,true",
    "PENDING_ACTIVATION,SUSPENDED,true",
    "CLOSED,ACTIVE,false",
    ",ACTIVE,true",
    ",SUSPENDED,false",
    ",PENDING_CLOSURE,false",
    "'',SUSPENDED,false",
    ",,true"
  })
  void theStateDecidesWhetherAnAccountIsActiveAndTheStatusOnlyWithoutIt(
      @Nullable String state, @Nullable String status, boolean isActive) throws Exception {
    String account =
        "{\"Id\":\"111122223333\""
            + (state == null ? "" : ",\"State\":\"" + state + "\"")
            + (status == null ? "" : ",\"Status\":\"" + status + "\"")
            + "}";
    try (FakeHttpServer aws =
        FakeHttpServer.answering(new Answer(200, "{\"Accounts\":[" + account + "]}"))) {
      assertThat(organization(aws).members(Deadline.in(LONG)))
          .singleElement()
          .extracting(OrganizationAccount::isActive)
          .isEqualTo(isActive);
    }
  }

  @Test
  void retriesAThrottledRequest() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            request ->
                calls.incrementAndGet() == 1
                    ? error(400, "TooManyRequestsException", "slow down")
                    : pages(request))) {
      assertThat(organization(aws).members(Deadline.in(LONG))).hasSize(3);
      assertThat(calls).hasValue(3);
    }
  }

  @Test
  void namesTheMissingPermission() throws Exception {
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            error(400, "AccessDeniedException", "You don't have permissions"))) {
      assertThat(failure(aws, LONG))
          .hasMessage(
              "list accounts: AccessDeniedException (400): You don't have permissions; allow"
                  + " organizations:ListAccounts, in the management account or one that is a"
                  + " delegated administrator");
      assertThat(aws.requests()).hasSize(1);
    }
  }

  @Test
  void endsInTimeHoweverLongItIsThrottledOrSilent() throws Exception {
    Answer throttled = error(400, "TooManyRequestsException", "slow down");
    for (Answer answer : new Answer[] {throttled, Answer.NONE}) {
      try (FakeHttpServer aws = FakeHttpServer.answering(answer)) {
        long start = System.nanoTime();

        OrganizationException e = failure(aws, Duration.ofMillis(900));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(e)
            .hasMessage(
                "list accounts: expected all in time but read 0 before the time limit;"
                    + " give the function more time");
      }
    }
  }

  @Test
  void rejectsAPartialList() throws Exception {
    try (FakeHttpServer aws =
        FakeHttpServer.answering(
            request ->
                request.body().contains("page-2")
                    ? error(400, "AccessDeniedException", "no more")
                    : pages(request))) {
      assertThat(failure(aws, LONG)).hasMessageContaining("AccessDeniedException");
    }
  }

  /** Without a server: the rules of the SDK. */
  @ParameterizedTest
  @CsvSource({
    "eu-west-1,aws-global,https://organizations.us-east-1.amazonaws.com",
    "cn-north-1,aws-cn-global,https://organizations.cn-northwest-1.amazonaws.com.cn",
    "us-gov-east-1,aws-us-gov-global,https://organizations.us-gov-west-1.amazonaws.com"
  })
  void eachPartitionHasOneEndpoint(String region, String global, URI endpoint) {
    URI nowhere = URI.create("http://127.0.0.1:1");
    assertThat(new OrganizationsClients(FakeAwsServer.at(nowhere), region).global())
        .isEqualTo(global);
    assertThat(
            OrganizationsEndpointProvider.defaultProvider()
                .resolveEndpoint(it -> it.region(Region.of(global)))
                .join()
                .url())
        .isEqualTo(endpoint);
  }

  private static Answer pages(Request request) {
    return new Answer(200, request.body().contains("page-2") ? LAST_PAGE : FIRST_PAGE);
  }

  private static Answer error(int status, String code, String message) {
    return new Answer(status, "{\"__type\":\"" + code + "\",\"Message\":\"" + message + "\"}");
  }

  private static AwsOrganizations organization(FakeHttpServer aws) {
    return new AwsOrganizations(FakeAwsServer.at(aws.address()), "eu-west-1");
  }

  private static OrganizationException failure(FakeHttpServer aws, Duration timeLeft) {
    return catchThrowableOfType(
        OrganizationException.class, () -> organization(aws).members(Deadline.in(timeLeft)));
  }
}
