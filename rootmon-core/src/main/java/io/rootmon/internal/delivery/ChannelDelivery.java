package io.rootmon.internal.delivery;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Acknowledgement;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.ThreadedMessaging;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.state.NotificationLog;
import io.rootmon.internal.state.NotificationLog.DeliveryKey;
import io.rootmon.internal.state.NotificationLog.DeliveryLease;
import io.rootmon.internal.state.NotificationLog.DeliveryRecord;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Delivers one alert to one channel: acquires the lease, makes up to three attempts within the rate
 * limit, honours Retry-After, and records the result. A second attempt saves the minutes until the
 * queue returns the message.
 */
final class ChannelDelivery {

  private static final int MAX_ATTEMPTS = 3;
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);

  /** An attempt with less time than this is likely to be interrupted, and then repeated. */
  private static final Duration MIN_ATTEMPT_TIME = Duration.ofSeconds(2);

  /** Reserved to record a delivery. */
  private static final Duration RECORDING_TIME = Duration.ofSeconds(1);

  /** Reserved so that details never delay the result of the alert beyond the deadline. */
  private static final Duration DETAILS_RESERVE = Duration.ofSeconds(1);

  /** The time to record a delivery, and the difference between two clocks. */
  private static final Duration LEASE_BEYOND_DEADLINE = Duration.ofSeconds(5);

  private final Channel channel;
  private final NotificationLog log;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final RateLimiter rateLimiter;
  private final ThreadParentLookup parents;

  /** One attempt in the channel. */
  @FunctionalInterface
  private interface Attempt {
    Receipt before(Deadline deadline) throws DeliveryException;
  }

  ChannelDelivery(
      Channel channel, NotificationLog log, InstantSource clock, Sleeper sleeper, int workers) {
    this.channel = channel;
    this.log = log;
    this.clock = clock;
    this.sleeper = sleeper;
    this.rateLimiter = new RateLimiter(channel.rateLimit().sharedBy(workers));
    this.parents = new ThreadParentLookup(channel, log, sleeper);
  }

  /** Returns the name of the channel. */
  String channel() {
    return channel.name();
  }

  /**
   * Delivers an alert, as a reply if the thread of its incident has a parent message.
   *
   * @param act by which the log identifies the delivery
   * @param broadcast whether a reply also appears in the channel, not only in the thread
   */
  Delivery deliver(Alert alert, String act, boolean broadcast, Deadline deadline)
      throws InterruptedException {
    if (deadline.isOver()) {
      return Delivery.retryable(channel.name(), "no time left to try");
    }
    DeliveryKey key = new DeliveryKey(act, channel.name());
    DeliveryLease claim;
    try {
      claim = log.claim(key, deadline.left().plus(LEASE_BEYOND_DEADLINE));
    } catch (StateException e) {
      // A duplicate is better than a lost alert. The store may be available again afterwards.
      Alert noted = alert.withNote(Dispatcher.STORE_DOWN);
      Delivery delivery = attempt(until -> channel.send(noted, until), deadline);
      if (delivery.result() == Result.DELIVERED) {
        record(key, delivery);
      }
      return withDetails(delivery, alert, act, deadline).withNote("not claimed: " + e.getMessage());
    }
    if (claim instanceof DeliveryLease.AlreadyDelivered settled) {
      Delivery before = Delivery.deliveredBefore(channel.name(), settled.settlement().reference());
      return isReply(alert, act) ? before : withDetails(before, alert, act, deadline);
    }
    if (claim instanceof DeliveryLease.HeldByOther held) {
      return Delivery.retryableAfter(
          channel.name(),
          Duration.between(clock.instant(), held.until()),
          "another worker has the lease until " + held.until());
    }
    return owned(alert, key, broadcast, ((DeliveryLease.Acquired) claim).owner(), deadline);
  }

  /**
   * Updates the parent message of an alert's thread. It makes one attempt, because the next update
   * replaces a failed one.
   */
  Delivery refresh(Alert alert, Deadline deadline) throws InterruptedException {
    try {
      Optional<String> act = parents.act(alert);
      Optional<Receipt> parent = act.isPresent() ? parents.find(act.get()) : Optional.empty();
      if (parent.isEmpty()) {
        return Delivery.retryable(channel.name(), "there is no parent message");
      }
      ThreadedMessaging threads = channel.threads().orElseThrow();
      return once(until -> threads.update(alert, parent.get(), until), deadline);
    } catch (StateException e) {
      return Delivery.retryable(
          channel.name(), "the parent message is not known: " + e.getMessage());
    }
  }

  /** Passes the acknowledgement of the alert's incident on, retrying as for an alert. */
  Delivery acknowledge(Alert alert, Deadline deadline) throws InterruptedException {
    Acknowledgement acknowledgement = channel.acknowledgement().orElseThrow();
    return attempt(until -> acknowledgement.send(alert, until), deadline);
  }

  private Delivery owned(
      Alert alert, DeliveryKey key, boolean broadcast, String owner, Deadline deadline)
      throws InterruptedException {
    AtomicBoolean isReply = new AtomicBoolean();
    boolean ended = false;
    Delivery delivery;
    try {
      delivery = sendInThread(alert, key.alert(), broadcast, isReply, deadline);
      ended = delivery.result() == Result.DELIVERED;
      if (ended) {
        delivery = recorded(key, delivery);
      }
    } finally {
      if (!ended) {
        release(key, owner);
      }
    }
    // The alert is recorded, so that a failure of its details never repeats it.
    return isReply.get() ? delivery : withDetails(delivery, alert, key.alert(), deadline);
  }

  private boolean isReply(Alert alert, String act) {
    return parents.act(alert).filter(it -> !it.equals(act)).isPresent();
  }

  private Delivery sendInThread(
      Alert alert, String act, boolean broadcast, AtomicBoolean isReply, Deadline deadline)
      throws InterruptedException {
    Optional<String> parentAct = parents.act(alert).filter(it -> !it.equals(act));
    if (parentAct.isEmpty()) {
      return attempt(until -> channel.send(alert, until), deadline);
    }
    String problem = "its thread has no parent message";
    try {
      Optional<Receipt> parent = parents.await(parentAct.get(), deadline.half());
      if (parent.isPresent()) {
        return attempt(until -> reply(alert, parent.get(), broadcast, isReply, until), deadline);
      }
    } catch (StateException e) {
      problem = "the parent message is not known: " + e.getMessage();
    }
    return attempt(until -> channel.send(alert, until), deadline).withNote(problem);
  }

  /** Sends the alert to the channel if the parent message was deleted. */
  private Receipt reply(
      Alert alert, Receipt parent, boolean broadcast, AtomicBoolean isReply, Deadline deadline)
      throws DeliveryException {
    try {
      Receipt receipt = channel.threads().orElseThrow().reply(alert, parent, broadcast, deadline);
      isReply.set(true);
      return receipt;
    } catch (DeliveryException e) {
      if (e.isGone()) {
        return channel.send(alert, deadline);
      }
      throw e;
    }
  }

  /**
   * Sends the details of a delivered alert below it, with its own lease, retries and turn in the
   * rate limit. A failure is a note of the delivery: a retry of the whole alert would notify people
   * twice. If the alert is processed again, details that are missing are sent then.
   */
  private Delivery withDetails(Delivery delivery, Alert alert, String act, Deadline whole)
      throws InterruptedException {
    Optional<ThreadedMessaging> threads = channel.threads().filter(it -> it.hasDetails(alert));
    if (threads.isEmpty() || !delivery.isDelivered()) {
      return delivery;
    }
    Deadline deadline = whole.earlierBy(DETAILS_RESERVE);
    DeliveryKey key = new DeliveryKey("details#" + act, channel.name());
    String owner = "";
    try {
      DeliveryLease claim = log.claim(key, whole.left().plus(LEASE_BEYOND_DEADLINE));
      if (!(claim instanceof DeliveryLease.Acquired acquired)) {
        return delivery;
      }
      owner = acquired.owner();
    } catch (StateException e) {
      // Without the store, details may be sent twice.
    }
    Receipt parent = new Receipt(delivery.receipt().orElse(""));
    Delivery details = attempt(until -> threads.get().sendDetails(alert, parent, until), deadline);
    if (details.isDelivered()) {
      record(key, details);
      return delivery;
    }
    release(key, owner);
    return delivery.withNote("thread details not sent: " + details.problem().orElse("rejected"));
  }

  private Delivery recorded(DeliveryKey key, Delivery delivery) {
    return record(key, delivery)
        .flatMap(it -> record(key, delivery))
        .map(it -> delivery.withNote("delivered but not recorded: " + it))
        .orElse(delivery);
  }

  /** Returns the problem if the delivery could not be recorded. */
  private Optional<String> record(DeliveryKey key, Delivery delivery) {
    // The caller may have interrupted this thread. A sent alert is recorded nevertheless.
    boolean interrupted = Thread.interrupted();
    try {
      log.finish(key, DeliveryRecord.delivered(delivery.receipt().orElse("")));
      return Optional.empty();
    } catch (StateException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void release(DeliveryKey key, String owner) {
    try {
      log.release(key, owner);
    } catch (StateException e) {
      return; // The lease expires.
    }
  }

  private Delivery attempt(Attempt one, Deadline deadline) throws InterruptedException {
    Duration wait = FIRST_WAIT;
    for (int count = 1; ; count++) {
      Delivery delivery = once(one, deadline);
      if (delivery.result() != Result.RETRYABLE || count == MAX_ATTEMPTS) {
        return delivery;
      }
      Duration pause = delivery.retryAfter().orElse(wait);
      if (pause.plus(MIN_ATTEMPT_TIME).compareTo(deadline.left()) >= 0) {
        return delivery;
      }
      sleeper.sleep(pause);
      wait = wait.multipliedBy(2);
    }
  }

  private Delivery once(Attempt one, Deadline deadline) throws InterruptedException {
    Duration most = deadline.left().minus(MIN_ATTEMPT_TIME);
    Duration turn = rateLimiter.turn(clock.instant(), most);
    if (!turn.isZero() && turn.compareTo(most) >= 0) {
      return Delivery.retryableAfter(
          channel.name(), turn, "the rate limit allows no message for " + turn.toSeconds() + " s");
    }
    sleeper.sleep(turn);
    if (deadline.isOver()) {
      return Delivery.retryable(channel.name(), "no time left to try");
    }
    try {
      return Delivery.delivered(channel.name(), one.before(forAttempt(deadline)));
    } catch (DeliveryException e) {
      e.retryAfter().ifPresent(it -> rateLimiter.pause(clock.instant().plus(it)));
      return Delivery.failed(channel.name(), e);
    }
  }

  /** Reserves time to record the delivery before the caller gives up. */
  private static Deadline forAttempt(Deadline deadline) {
    Duration part = Duration.ofNanos(deadline.left().toNanos() / 5);
    return deadline.earlierBy(part.compareTo(RECORDING_TIME) < 0 ? part : RECORDING_TIME);
  }
}
