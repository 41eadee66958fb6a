package io.rootmon.config;

import io.rootmon.account.AccountDirectory;
import io.rootmon.channel.ChannelContext;
import io.rootmon.organization.AwsAccounts;
import io.rootmon.organization.OrganizationDirectory;
import io.rootmon.organization.OrganizationalUnitCache;
import io.rootmon.organization.OrganizationsClients;
import io.rootmon.state.StateStore;

/**
 * Settings of the lookup of names, owners and units in AWS Organizations.
 *
 * @param ownerTag the key of the tag that names the owner of an account
 */
public record OrganizationSettings(String ownerTag) {
  AccountDirectory open(ChannelContext around, String region, StateStore store) {
    OrganizationsClients access = new OrganizationsClients(around.aws().get(), region);
    AwsAccounts accounts =
        new AwsAccounts(access, ownerTag, new OrganizationalUnitCache(around.clock()));
    return new OrganizationDirectory(accounts, store.heartbeats(), around.clock());
  }
}
