package io.rootmon.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.detect.AssumedRootSessionStore.Session;
import io.rootmon.incident.Decision;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.judge.Finding.Origin;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CachingSessionStoreTest {
  private static final Session SESSION =
      new Session("ASIAEXAMPLE", "alice", Optional.empty(), "S3Unlock", Instant.EPOCH);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Recording store = new Recording(new MemoryStore(now::get));

  @Test
  void storesInBothAndReadsItsMemoryFirst() throws Exception {
    CachingSessionStore sessions = sessions();
    sessions.remember(SESSION);

    assertThat(sessions.find("ASIAEXAMPLE")).contains(SESSION);
    assertThat(store.asked).isEmpty();
    assertThat(store.behind.find("ASIAEXAMPLE")).contains(SESSION);
  }

  @Test
  void readsTheSessionsOfAnotherWorkerOnce() {
    store.behind.remember(SESSION);
    CachingSessionStore sessions = sessions();

    assertThat(sessions.find("ASIAEXAMPLE")).contains(SESSION);
    assertThat(sessions.find("ASIAEXAMPLE")).contains(SESSION);
    assertThat(store.asked).containsExactly("ASIAEXAMPLE");
  }

  @Test
  void readsAMissingValuePeriodically() {
    CachingSessionStore sessions = sessions();
    for (int i = 0; i < 100; i++) {
      assertThat(sessions.find("ASIAEXAMPLE")).isEmpty();
    }
    assertThat(sessions.find("ASIAOTHER")).isEmpty();
    assertThat(store.asked).containsExactly("ASIAEXAMPLE", "ASIAOTHER");

    store.behind.remember(SESSION);
    assertThat(sessions.find("ASIAEXAMPLE")).isEmpty();
    pass(CachingSessionStore.TIMEOUT);
    assertThat(sessions.find("ASIAEXAMPLE")).contains(SESSION);
  }

  @Test
  void findsAnUnknownSessionImmediately() {
    CachingSessionStore sessions = sessions();
    assertThat(sessions.find("ASIAEXAMPLE")).isEmpty();

    sessions.remember(SESSION);

    assertThat(sessions.find("ASIAEXAMPLE")).contains(SESSION);
  }

  @Test
  void neverCreatesALongTermKey() {
    store.behind.remember(
        new Session("AKIAEXAMPLE", "alice", Optional.empty(), "S3Unlock", Instant.EPOCH));

    assertThat(sessions().find("AKIAEXAMPLE")).isEmpty();
    assertThat(store.asked).isEmpty();
  }

  @Test
  void memoryAnswersAloneWhileTheStoreIsDown() {
    store.down = true;
    CachingSessionStore sessions = sessions();

    assertThat(sessions.find("ASIAOTHER")).isEmpty();
    sessions.remember(SESSION);

    assertThat(sessions.find("ASIAEXAMPLE")).contains(SESSION);
  }

  @Test
  void probesAnUnavailableStorePeriodicallyForAnyKey() throws Exception {
    store.down = true;
    CachingSessionStore sessions = sessions();
    for (int i = 0; i < 100; i++) {
      assertThat(sessions.find("ASIA" + i)).isEmpty();
    }
    assertThat(store.asked).containsExactly("ASIA0");

    store.down = false;
    store.behind.remember(SESSION);
    pass(CachingSessionStore.TIMEOUT);
    assertThat(sessions.find("ASIAEXAMPLE")).contains(SESSION);
  }

  @Test
  void skipsASlowStoreBeforeItDelaysABatch() {
    store.asking = () -> pass(CachingSessionStore.MAX_WAIT.dividedBy(2));
    CachingSessionStore sessions = sessions();
    for (int i = 0; i < 100; i++) {
      assertThat(sessions.find("ASIA" + i)).isEmpty();
    }
    assertThat(store.asked).containsExactly("ASIA0", "ASIA1");

    pass(CachingSessionStore.TIMEOUT);
    assertThat(sessions.find("ASIAEXAMPLE")).isEmpty();
    assertThat(store.asked).last().isEqualTo("ASIAEXAMPLE");
  }

  @Test
  void skipsWritesOfSessionsToASlowStore() {
    store.asking = () -> pass(CachingSessionStore.MAX_WAIT);
    CachingSessionStore sessions = sessions();
    sessions.remember(SESSION);

    assertThat(sessions.find("ASIAOTHER")).isEmpty();
    assertThat(store.asked).isEmpty();
  }

  private CachingSessionStore sessions() {
    InstantSource clock = now::get;
    return new CachingSessionStore(store, clock);
  }

  private void pass(Duration time) {
    now.updateAndGet(it -> it.plus(time));
  }

  /** A store that records the requested keys and may be unavailable. */
  private static final class Recording implements SharedStateStore {
    private final List<String> asked = new ArrayList<>();
    private final MemoryStore behind;
    private boolean down;
    private Runnable asking = () -> {};

    Recording(MemoryStore behind) {
      this.behind = behind;
    }

    @Override
    public Decision decide(EventIdentity act, Grouping grouping, Deadline deadline) {
      return behind.decide(act, grouping, deadline);
    }

    @Override
    public Map<String, Origin> origins(Collection<String> eventIds) {
      return behind.origins(eventIds);
    }

    @Override
    public IncidentRepository incidents() {
      return behind.incidents();
    }

    @Override
    public DeliveryLease claim(DeliveryKey delivery, Duration lease) {
      return behind.claim(delivery, lease);
    }

    @Override
    public void finish(DeliveryKey delivery, DeliveryRecord settlement) {
      behind.finish(delivery, settlement);
    }

    @Override
    public Optional<DeliveryRecord> result(DeliveryKey delivery) {
      return behind.result(delivery);
    }

    @Override
    public void release(DeliveryKey delivery, String owner) {
      behind.release(delivery, owner);
    }

    @Override
    public void remember(Session session) throws StateException {
      asking.run();
      if (down) {
        throw new StateException("down", null);
      }
      behind.remember(session);
    }

    @Override
    public Optional<Session> find(String accessKeyId) throws StateException {
      asked.add(accessKeyId);
      asking.run();
      if (down) {
        throw new StateException("down", null);
      }
      return behind.find(accessKeyId);
    }

    @Override
    public HeartbeatStore heartbeats() {
      return behind.heartbeats();
    }
  }
}
