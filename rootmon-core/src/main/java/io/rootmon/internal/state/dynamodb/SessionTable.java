package io.rootmon.internal.state.dynamodb;

import io.rootmon.account.AccountId;
import io.rootmon.detect.AssumedRootSessionStore.Session;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.text.SafeText;
import io.rootmon.state.StateException;
import java.time.Instant;
import java.util.Optional;

/** Stores one item per central root session. */
record SessionTable(DynamoDbTable table) {
  private static final int MAX_LENGTH = 1_000;
  private static final String ACCESS_KEY = "accessKeyId";
  private static final String ACTOR = "actor";
  private static final String TARGET = "target";
  private static final String TASK = "task";
  private static final String SINCE = "since";

  void remember(Session session) throws StateException {
    Item item =
        Item.of(id(session.accessKeyId()), table.now().plus(SharedStateStore.SESSION_MEMORY))
            .with(ACCESS_KEY, session.accessKeyId())
            .with(ACTOR, SafeText.cut(session.actor(), MAX_LENGTH))
            .with(TASK, SafeText.cut(session.task(), MAX_LENGTH))
            .with(SINCE, session.since().toString());
    Optional<AccountId> target = session.target();
    table.put(target.isEmpty() ? item : item.with(TARGET, target.get().value()));
  }

  Optional<Session> find(String accessKeyId) throws StateException {
    return table
        .find(id(accessKeyId))
        .map(
            it ->
                new Session(
                    accessKeyId,
                    it.findText(ACTOR).orElse("unknown"),
                    it.findText(TARGET).map(AccountId::new),
                    it.findText(TASK).orElse("unknown task"),
                    Instant.parse(it.findText(SINCE).orElseThrow())));
  }

  private static String id(String accessKeyId) {
    return "session#" + accessKeyId;
  }
}
