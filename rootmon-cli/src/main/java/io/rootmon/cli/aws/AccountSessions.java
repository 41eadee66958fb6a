package io.rootmon.cli.aws;

import io.rootmon.account.AccountId;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select accounts, and the sessions in them. */
public final class AccountSessions {
  @Option(
      names = "--all-accounts",
      description = "Every active account of the organization, from the management account.")
  private boolean isAll;

  @Option(
      names = "--role-name",
      paramLabel = "NAME",
      description =
          "The role to assume in the other accounts, such as OrganizationAccountAccessRole.")
  private @Nullable String roleName;

  /**
   * An account to read.
   *
   * @param name the name of the account in the organization; empty if unknown
   * @param isOwn whether the caller's credentials belong to it
   */
  public record Target(AccountId id, String name, boolean isOwn, boolean isManagement) {
    /** Returns the id with the name. */
    public String label() {
      return name.isEmpty() ? id.value() : name + " (" + id + ")";
    }
  }

  /** Returns whether all accounts of the organization are selected. */
  public boolean isAll() {
    return isAll;
  }

  /** Returns the role to assume in the other accounts. */
  public Optional<String> roleName() {
    return Optional.ofNullable(roleName);
  }

  /** Returns the selected accounts, in the order of their ids. */
  public List<Target> targets(AwsSession session) throws AwsProblem {
    AccountId own = new AccountId(session.accountId());
    if (!isAll) {
      return List.of(new Target(own, "", true, false));
    }
    List<Target> targets = new ArrayList<>();
    for (OrganizationAccount account : session.organizationAccounts()) {
      targets.add(
          new Target(
              account.id(), account.name(), account.id().equals(own), account.isManagement()));
    }
    return targets;
  }

  /** Returns a session with the role, or the caller's own session for the caller's own account. */
  public AwsSession session(AwsSession session, Target target) throws AwsProblem {
    if (target.isOwn() || roleName == null) {
      return session;
    }
    return session.assumeRole(session.roleArn(target.id().value(), roleName));
  }
}
