package io.rootmon.internal.organization;

import io.rootmon.account.AccountId;
import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.ListAccountsRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;

/**
 * AWS Organizations, asked by the management account or a delegated administrator of any service:
 * <a href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html">20
 * accounts a call</a>, throttled early: it is read by as many consecutive calls as the time allows.
 */
public final class AwsOrganizations implements Organizations {
  /** The permissions that the role needs, on every resource. */
  public static final String ACTION = "organizations:ListAccounts";

  /**
   * The states in which the root user of an account cannot act. Every other state counts as active:
   * {@code PENDING_ACTIVATION}, whose root user exists already, and states that AWS adds later.
   */
  private static final Set<String> ENDED = Set.of("SUSPENDED", "PENDING_CLOSURE", "CLOSED");

  private static final int MAX_ATTEMPTS = 8;
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

  private final OrganizationsClients access;

  /**
   * The organization as it is reached from here.
   *
   * @param region any of the partition: each has one endpoint
   */
  public AwsOrganizations(AwsAccess access, String region) {
    this.access = new OrganizationsClients(access, region);
  }

  @Override
  public List<OrganizationAccount> members(Deadline deadline) throws OrganizationException {
    List<OrganizationAccount> members = new ArrayList<>();
    try (OrganizationsClient client = access.client(MAX_ATTEMPTS)) {
      String token = null;
      do {
        Duration left = deadline.left();
        if (left.isZero()) {
          throw tooSlow(members, null);
        }
        ListAccountsResponse page = page(client, token, left, members);
        for (Account account : page.accounts()) {
          member(account).ifPresent(members::add);
        }
        token = page.nextToken();
      } while (token != null && !token.isEmpty());
    }
    return members;
  }

  private static ListAccountsResponse page(
      OrganizationsClient client,
      @Nullable String token,
      Duration left,
      List<OrganizationAccount> before)
      throws OrganizationException {
    ListAccountsRequest request =
        ListAccountsRequest.builder()
            .nextToken(token)
            .overrideConfiguration(
                it -> it.apiCallTimeout(left).apiCallAttemptTimeout(ATTEMPT_TIMEOUT))
            .build();
    try {
      return client.listAccounts(request);
    } catch (ApiCallTimeoutException e) {
      throw tooSlow(before, e);
    } catch (SdkException e) {
      throw new OrganizationException(OrganizationsClients.problem("list accounts", ACTION, e), e);
    }
  }

  /** Returns empty for an account without a number, which no call can read. */
  private static Optional<OrganizationAccount> member(Account account) {
    return AccountId.find(String.valueOf(account.id()))
        .map(
            id ->
                new OrganizationAccount(
                    id,
                    Optional.ofNullable(account.name()).orElse(""),
                    !ENDED.contains(state(account)),
                    Optional.ofNullable(account.joinedTimestamp()),
                    AccountId.find(String.valueOf(account.arn())).filter(id::equals).isPresent()));
  }

  /**
   * The state of an account. AWS retired {@code Status} on 2026-09-09; it is only read where <a
   * href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html">{@code
   * State}</a> is missing. An account with neither counts as active.
   */
  private static String state(Account account) {
    return Optional.ofNullable(account.stateAsString())
        .filter(it -> !it.isBlank())
        .or(() -> Optional.ofNullable(account.statusAsString()))
        .orElse("ACTIVE");
  }

  private static OrganizationException tooSlow(
      List<OrganizationAccount> members, @Nullable Throwable cause) {
    return new OrganizationException(
        "list accounts: expected all in time but read "
            + members.size()
            + " before the time limit; give the function more time",
        cause);
  }
}
