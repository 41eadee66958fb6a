package io.rootmon.internal.config;

import io.rootmon.account.AccountDirectory;
import io.rootmon.channel.ChannelContext;
import io.rootmon.internal.organization.AwsAccounts;
import io.rootmon.internal.organization.OrganizationDirectory;
import io.rootmon.internal.organization.OrganizationalUnitCache;
import io.rootmon.internal.organization.OrganizationsClients;
import io.rootmon.internal.state.SharedStateStore;

/**
 * Settings of the lookup of names, owners and units in AWS Organizations.
 *
 * @param ownerTag the key of the tag that names the owner of an account
 */
public record OrganizationSettings(String ownerTag) {
  AccountDirectory open(ChannelContext around, String region, SharedStateStore store) {
    OrganizationsClients access = new OrganizationsClients(around.aws().get(), region);
    AwsAccounts accounts =
        new AwsAccounts(access, ownerTag, new OrganizationalUnitCache(around.clock()));
    return new OrganizationDirectory(accounts, store.heartbeats(), around.clock());
  }
}
