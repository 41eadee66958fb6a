package io.rootmon.config;

import io.rootmon.account.AccountDirectory;
import io.rootmon.channel.Surroundings;
import io.rootmon.organization.OrganizationDirectory;
import io.rootmon.organization.aws.AwsAccounts;
import io.rootmon.organization.aws.OrganizationsAccess;
import io.rootmon.organization.aws.Units;
import io.rootmon.state.StateStore;

/**
 * That AWS Organizations is asked for the names, owners and units of accounts.
 *
 * @param ownerTag the key of the tag that says who answers for an account
 */
public record OrganizationNames(String ownerTag) {
  AccountDirectory open(Surroundings around, String region, StateStore store) {
    OrganizationsAccess access = new OrganizationsAccess(around.aws().get(), region);
    AwsAccounts accounts = new AwsAccounts(access, ownerTag, new Units(around.clock()));
    return new OrganizationDirectory(accounts, store.watch(), around.clock());
  }
}
