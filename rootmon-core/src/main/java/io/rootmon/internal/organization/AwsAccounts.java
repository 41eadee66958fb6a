package io.rootmon.internal.organization;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.internal.organization.OrganizationDirectory.AccountSource;
import io.rootmon.internal.text.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.organizations.model.Parent;
import software.amazon.awssdk.services.organizations.model.ParentType;
import software.amazon.awssdk.services.organizations.model.Tag;

/**
 * An account as AWS Organizations stores it: its name, then its units, then its owner. The
 * management account and delegated administrators of any service <a
 * href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html">may
 * ask</a>. Safe for use by multiple threads.
 */
public final class AwsAccounts implements AccountSource {
  /** The permissions that the role needs. */
  public static final List<String> ACTIONS =
      List.of(
          "organizations:DescribeAccount",
          "organizations:ListParents",
          "organizations:DescribeOrganizationalUnit",
          "organizations:ListTagsForResource");

  private static final int MAX_ATTEMPTS = 3;
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_TEXT_LENGTH = 100;

  private final OrganizationsClients access;
  private final String ownerTag;
  private final OrganizationalUnitCache units;

  /**
   * The accounts as they are reached from here.
   *
   * @param ownerTag the key of the tag that says who answers for an account
   */
  public AwsAccounts(OrganizationsClients access, String ownerTag, OrganizationalUnitCache units) {
    this.access = access;
    this.ownerTag = ownerTag;
    this.units = units;
  }

  @Override
  public Account read(AccountId id, Consumer<Account> soFar) throws IOException {
    try (OrganizationsClient client = access.client(MAX_ATTEMPTS)) {
      Calls calls = new Calls(client);
      Account account = described(calls, id);
      soFar.accept(account);
      List<IOException> problems = new ArrayList<>();
      try {
        account = account.or(in(OrganizationalUnit.of(units.above(id.value(), calls))));
        soFar.accept(account);
      } catch (IOException e) {
        problems.add(e);
      }
      // A role may have one of the two permissions only.
      account = account.or(ownedBy(owner(calls, id)));
      soFar.accept(account);
      if (!problems.isEmpty()) {
        throw problems.get(0);
      }
      return account;
    }
  }

  private static Account described(Calls calls, AccountId id) throws IOException {
    var answer = calls.describeAccount(id.value());
    if (answer == null) {
      throw new IOException("describe account " + id + ": expected an account but was none");
    }
    return new Account(
        Optional.of(id),
        text(answer.name()),
        Optional.empty(),
        Optional.empty(),
        text(answer.email()).flatMap(AwsAccounts::domain));
  }

  /** Returns the part after the last @ if it is a domain. */
  private static Optional<String> domain(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    return Optional.of(domain)
        .filter(it -> address.contains("@") && it.matches("[a-z0-9.-]{1,253}"));
  }

  private Optional<String> owner(Calls calls, AccountId id) throws IOException {
    @Nullable String token = null;
    do {
      ListTagsForResourceResponse page = calls.tags(id.value(), token);
      for (Tag tag : page.tags()) {
        if (ownerTag.equals(tag.key())) {
          return text(tag.value());
        }
      }
      token = page.nextToken();
    } while (token != null && !token.isEmpty());
    return Optional.empty();
  }

  private static Account in(OrganizationalUnit unit) {
    return new Account(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(unit), Optional.empty());
  }

  private static Account ownedBy(Optional<String> owner) {
    return new Account(Optional.empty(), Optional.empty(), owner);
  }

  private static Optional<String> text(@Nullable String text) {
    return Optional.ofNullable(text)
        .map(it -> SafeText.line(it, MAX_TEXT_LENGTH))
        .filter(it -> !it.isBlank());
  }

  /** The calls of one look-up, each bounded, whose failures name the call. */
  record Calls(OrganizationsClient client) {
    software.amazon.awssdk.services.organizations.model.@Nullable Account describeAccount(String id)
        throws IOException {
      return call(
              "describe account " + id,
              "organizations:DescribeAccount",
              it ->
                  it.describeAccount(
                      request -> request.accountId(id).overrideConfiguration(bounds())))
          .account();
    }

    /** Returns the only parent; the API returns a list. */
    Parent parent(String child) throws IOException {
      List<Parent> parents =
          call(
                  "list parents of " + child,
                  "organizations:ListParents",
                  it ->
                      it.listParents(
                          request -> request.childId(child).overrideConfiguration(bounds())))
              .parents();
      if (parents.isEmpty() || parents.get(0).id() == null) {
        throw new IOException("list parents of " + child + ": expected one but was none");
      }
      return parents.get(0);
    }

    static boolean isRoot(Parent parent) {
      return parent.type() == ParentType.ROOT;
    }

    String unitName(String id) throws IOException {
      var unit =
          call(
                  "describe unit " + id,
                  "organizations:DescribeOrganizationalUnit",
                  it ->
                      it.describeOrganizationalUnit(
                          request ->
                              request.organizationalUnitId(id).overrideConfiguration(bounds())))
              .organizationalUnit();
      return Optional.ofNullable(unit).flatMap(it -> Optional.ofNullable(it.name())).orElse(id);
    }

    ListTagsForResourceResponse tags(String id, @Nullable String token) throws IOException {
      return call(
          "list tags of " + id,
          "organizations:ListTagsForResource",
          it ->
              it.listTagsForResource(
                  request ->
                      request.resourceId(id).nextToken(token).overrideConfiguration(bounds())));
    }

    private static AwsRequestOverrideConfiguration bounds() {
      return AwsRequestOverrideConfiguration.builder()
          .apiCallTimeout(CALL_TIMEOUT)
          .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
          .build();
    }

    private <T> T call(String what, String action, Function<OrganizationsClient, T> call)
        throws IOException {
      try {
        return call.apply(client);
      } catch (SdkException e) {
        throw new IOException(OrganizationsClients.problem(what, action, e), e);
      }
    }
  }
}
