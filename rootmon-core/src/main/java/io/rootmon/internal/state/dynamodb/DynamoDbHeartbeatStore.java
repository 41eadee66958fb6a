package io.rootmon.internal.state.dynamodb;

import io.rootmon.account.AccountId;
import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.state.StateException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The {@link HeartbeatStore} in the table. */
record DynamoDbHeartbeatStore(HeartbeatTable heartbeats, BlobStore notes)
    implements HeartbeatStore {
  @Override
  public void heard(AccountId account, String region, Instant at) throws StateException {
    heartbeats.heard(account, region, at);
  }

  @Override
  public Map<AccountId, Map<String, Instant>> heard(Collection<AccountId> accounts)
      throws StateException {
    return DynamoDbStore.understood(() -> heartbeats.heard(accounts));
  }

  @Override
  public void store(String name, String text) throws StateException {
    notes.keep(name, text);
  }

  @Override
  public Optional<String> stored(String name) throws StateException {
    return DynamoDbStore.understood(() -> notes.kept(name));
  }
}
