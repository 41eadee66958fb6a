package io.rootmon.internal.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountDirectoryContract;
import io.rootmon.account.AccountId;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.state.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way to AWS Organizations, which is on the loopback interface. */
@Timeout(120)
class AwsOrganizationsLookupTest extends AccountDirectoryContract {
  private static final Instant NOW = Instant.parse("2026-03-14T02:20:00Z");
  private static final String PROD = "ou-abcd-11111111";
  private static final String WORKLOADS = "ou-abcd-22222222";

  private final List<FakeHttpServer> farEnds = new ArrayList<>();

  @AfterEach
  void close() {
    farEnds.forEach(FakeHttpServer::close);
  }

  @Override
  protected AccountDirectory directory() throws IOException {
    // Both executors run on the calling thread, so that the first lookup returns the answer.
    return new OrganizationDirectory(
        accounts(answering(AwsOrganizationsLookupTest::answer)),
        new MemoryStore(InstantSource.system()).heartbeats(),
        InstantSource.system(),
        Runnable::run,
        Runnable::run);
  }

  @Test
  void readsTheNameThenTheUnitsThenTheOwner() throws Exception {
    FakeHttpServer aws = answering(AwsOrganizationsLookupTest::answer);
    List<Account> soFar = new ArrayList<>();

    assertThat(accounts(aws).read(PAYMENTS, soFar::add)).isEqualTo(KNOWN);

    assertThat(actions(aws))
        .containsExactly(
            "DescribeAccount",
            "ListParents",
            "ListParents",
            "DescribeOrganizationalUnit",
            "ListParents",
            "DescribeOrganizationalUnit",
            "ListTagsForResource",
            "ListTagsForResource");
    assertThat(soFar.get(0).name()).contains("payments-prod");
    assertThat(soFar.get(0).unit()).isEmpty();
    assertThat(soFar.get(1).unit()).isEqualTo(KNOWN.unit());
    assertThat(soFar.toString()).doesNotContain("root-of-payments");
  }

  @Test
  void readsAUnitOnceForItsAccounts() throws Exception {
    FakeHttpServer aws = answering(AwsOrganizationsLookupTest::answer);
    AwsAccounts accounts = accounts(aws);
    accounts.read(PAYMENTS, it -> {});
    aws.requests().clear();

    accounts.read(new AccountId("444455556666"), it -> {});

    assertThat(actions(aws))
        .containsExactly(
            "DescribeAccount", "ListParents", "ListTagsForResource", "ListTagsForResource");
  }

  @Test
  void retriesAThrottledRequest() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    FakeHttpServer aws =
        answering(
            request ->
                calls.incrementAndGet() % 2 == 1
                    ? error("TooManyRequestsException", "slow down")
                    : answer(request));

    assertThat(accounts(aws).read(PAYMENTS, it -> {})).isEqualTo(KNOWN);
  }

  @Test
  void returnsNameAndOwnerWhenUnitsAreDenied() throws Exception {
    FakeHttpServer aws =
        answering(
            request ->
                action(request).equals("ListParents")
                    ? error("AccessDeniedException", "no")
                    : answer(request));
    List<Account> soFar = new ArrayList<>();

    IOException e =
        catchThrowableOfType(IOException.class, () -> accounts(aws).read(PAYMENTS, soFar::add));

    assertThat(e)
        .hasMessage(
            "list parents of 111122223333: AccessDeniedException (400): no; allow"
                + " organizations:ListParents, in the management account or one that is a"
                + " delegated administrator");
    assertThat(soFar)
        .last()
        .isEqualTo(
            new Account(
                KNOWN.id(), KNOWN.name(), KNOWN.owner(), Optional.empty(), KNOWN.emailDomain()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "no JSON", "{\"Account\":null}", ""})
  void wrongJsonIsAFailureAndNoBug(String body) throws Exception {
    FakeHttpServer aws = answering(request -> new Answer(200, body));

    assertThat(
            catchThrowableOfType(IOException.class, () -> accounts(aws).read(PAYMENTS, it -> {})))
        .hasMessageStartingWith("describe account 111122223333: ");
  }

  @Test
  void neitherSilenceNorRefusalDelaysAnAlert() throws Exception {
    directory();
    Map<String, Function<Request, Answer>> troubles =
        Map.of(
            "silence", request -> Answer.NONE,
            "throttling", request -> error("TooManyRequestsException", "slow down"),
            "denial", request -> error("AccessDeniedException", "no"),
            "nonsense", request -> new Answer(500, "<html>"));
    for (var trouble : troubles.entrySet()) {
      OrganizationDirectory directory =
          new OrganizationDirectory(
              accounts(answering(trouble.getValue())),
              new MemoryStore(() -> NOW).heartbeats(),
              () -> NOW);
      long start = System.nanoTime();
      Account found = directory.find(PAYMENTS);
      directory.find(STRANGER);

      assertThat(found).as(trouble.getKey()).isEqualTo(Account.unnamed(PAYMENTS));
      // Twice the longest wait at most, and what a busy machine adds.
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as(trouble.getKey())
          .isLessThan(Duration.ofSeconds(3));
    }
  }

  private FakeHttpServer answering(Function<Request, Answer> script) throws IOException {
    FakeHttpServer farEnd = FakeHttpServer.answering(script);
    farEnds.add(farEnd);
    return farEnd;
  }

  private static AwsAccounts accounts(FakeHttpServer aws) {
    return new AwsAccounts(
        new OrganizationsClients(FakeAwsServer.at(aws.address()), "eu-west-1"),
        "team",
        new OrganizationalUnitCache(() -> NOW));
  }

  private static List<String> actions(FakeHttpServer aws) {
    return aws.requests().stream().map(AwsOrganizationsLookupTest::action).toList();
  }

  private static String action(Request request) {
    return request.headers().getFirst("X-Amz-Target").replaceFirst(".*\\.", "");
  }

  private static Answer answer(Request request) {
    String body = request.body();
    return switch (action(request)) {
      case "DescribeAccount" ->
          body.contains(STRANGER.value())
              ? error("AccountNotFoundException", "no such account")
              : new Answer(
                  200,
                  """
                  {"Account": {"Id": "111122223333", "Name": "payments-prod",
                   "Email": "root-of-payments@EXAMPLE.com"}}
                  """);
      case "ListParents" -> new Answer(200, "{\"Parents\":[" + parent(body) + "]}");
      case "DescribeOrganizationalUnit" ->
          new Answer(
              200,
              "{\"OrganizationalUnit\":{\"Name\":\""
                  + (body.contains(PROD) ? "Prod" : "Workloads")
                  + "\"}}");
      case "ListTagsForResource" ->
          new Answer(
              200,
              body.contains("page-2")
                  ? "{\"Tags\":[{\"Key\":\"team\",\"Value\":\"payments\\nteam\"}]}"
                  : "{\"Tags\":[{\"Key\":\"owner\",\"Value\":\"x\"}],\"NextToken\":\"page-2\"}");
      default -> error("UnknownOperationException", action(request));
    };
  }

  private static String parent(String body) {
    if (body.contains(WORKLOADS)) {
      return "{\"Id\":\"r-abcd\",\"Type\":\"ROOT\"}";
    }
    String id = body.contains(PROD) ? WORKLOADS : PROD;
    return "{\"Id\":\"" + id + "\",\"Type\":\"ORGANIZATIONAL_UNIT\"}";
  }

  private static Answer error(String code, String message) {
    return new Answer(400, "{\"__type\":\"" + code + "\",\"Message\":\"" + message + "\"}");
  }
}
