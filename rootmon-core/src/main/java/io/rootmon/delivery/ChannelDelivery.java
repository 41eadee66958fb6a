package io.rootmon.delivery;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Acknowledgement;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.ThreadedMessaging;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.internal.Sleeper;
import io.rootmon.state.DeliveryKey;
import io.rootmon.state.DeliveryLease;
import io.rootmon.state.DeliveryRecord;
import io.rootmon.state.NotificationLog;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A delivery from its claim to its end: at most three attempts, at the channel's pace and the far
 * end's own word, within the time left. A second attempt saves the minutes until the queue gives
 * the message again.
 */
final class ChannelDelivery {

  private static final int MAX_SIZE = 3;
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);

  /**
   * One that begins later than this before the deadline is likely to be cut short, and repeated.
   */
  private static final Duration SHORTEST_ATTEMPT = Duration.ofSeconds(2);

  private static final Duration MARKING = Duration.ofSeconds(1);

  /** To mark what was sent, and for clocks that differ. */
  private static final Duration LEASE_BEYOND_DEADLINE = Duration.ofSeconds(5);

  private final Channel channel;
  private final NotificationLog log;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final RateLimiter pacer;
  private final ThreadParentLookup heads;

  /** One try of whatever the channel can do. */
  @FunctionalInterface
  private interface Try {
    Receipt before(Deadline deadline) throws DeliveryException;
  }

  ChannelDelivery(
      Channel channel, NotificationLog log, InstantSource clock, Sleeper sleeper, int workers) {
    this.channel = channel;
    this.log = log;
    this.clock = clock;
    this.sleeper = sleeper;
    this.pacer = new RateLimiter(channel.rateLimit().sharedBy(workers));
    this.heads = new ThreadParentLookup(channel, log, sleeper);
  }

  /** The channel's name. */
  String channel() {
    return channel.name();
  }

  /**
   * Delivers an alert, below its thread's head where there is one.
   *
   * @param aloud whether a reply is shown to all who read the channel
   */
  Delivery deliver(Alert alert, String act, boolean aloud, Deadline deadline)
      throws InterruptedException {
    if (deadline.isOver()) {
      return Delivery.retryable(channel.name(), "no time left to try");
    }
    DeliveryKey key = new DeliveryKey(act, channel.name());
    DeliveryLease claim;
    try {
      claim = log.claim(key, deadline.left().plus(LEASE_BEYOND_DEADLINE));
    } catch (StateException e) {
      // Rather twice than never; the store may be back by the time it is to be marked.
      Alert noted = alert.withNote(Dispatcher.STORE_DOWN);
      Delivery delivery = attempt(until -> channel.send(noted, until), deadline);
      if (delivery.result() == Result.DELIVERED) {
        settle(key, delivery);
      }
      return delivery.withNote("not claimed: " + e.getMessage());
    }
    if (claim instanceof DeliveryLease.AlreadyDelivered settled) {
      return Delivery.deliveredBefore(channel.name(), settled.settlement().reference());
    }
    if (claim instanceof DeliveryLease.HeldByOther held) {
      return Delivery.retryableAfter(
          channel.name(),
          Duration.between(clock.instant(), held.until()),
          "another worker is at it until " + held.until());
    }
    return owned(alert, key, aloud, ((DeliveryLease.Acquired) claim).owner(), deadline);
  }

  /**
   * Prints the head of an alert's thread anew: one try, for what is not current now is so with what
   * comes next.
   */
  Delivery refresh(Alert alert, Deadline deadline) throws InterruptedException {
    try {
      Optional<String> act = heads.act(alert);
      Optional<Receipt> head = act.isPresent() ? heads.find(act.get()) : Optional.empty();
      if (head.isEmpty()) {
        return Delivery.retryable(channel.name(), "there is no head so far");
      }
      ThreadedMessaging threads = channel.threads().orElseThrow();
      return once(until -> threads.update(alert, head.get(), until), deadline);
    } catch (StateException e) {
      return Delivery.retryable(channel.name(), "head not known: " + e.getMessage());
    }
  }

  /** Passes the acknowledgement of the alert's incident on, retrying as for an alert. */
  Delivery acknowledge(Alert alert, Deadline deadline) throws InterruptedException {
    Acknowledgement acknowledgement = channel.acknowledgement().orElseThrow();
    return attempt(until -> acknowledgement.send(alert, until), deadline);
  }

  private Delivery owned(
      Alert alert, DeliveryKey key, boolean aloud, String owner, Deadline deadline)
      throws InterruptedException {
    boolean ended = false;
    try {
      Delivery delivery = inPlace(alert, key.alert(), aloud, deadline);
      ended = delivery.result() == Result.DELIVERED;
      return ended ? settlementResult(key, delivery) : delivery;
    } finally {
      if (!ended) {
        release(key, owner);
      }
    }
  }

  private Delivery inPlace(Alert alert, String act, boolean aloud, Deadline deadline)
      throws InterruptedException {
    Optional<String> of = heads.act(alert).filter(it -> !it.equals(act));
    if (of.isEmpty()) {
      return attempt(until -> channel.send(alert, until), deadline);
    }
    String problem = "its thread has no head so far";
    try {
      Optional<Receipt> head = heads.await(of.get(), deadline.half());
      if (head.isPresent()) {
        return attempt(until -> reply(alert, head.get(), aloud, until), deadline);
      }
    } catch (StateException e) {
      problem = "its thread's head is not known: " + e.getMessage();
    }
    return attempt(until -> channel.send(alert, until), deadline).withNote(problem);
  }

  /** What belongs to nothing any more is told on its own. */
  private Receipt reply(Alert alert, Receipt head, boolean aloud, Deadline deadline)
      throws DeliveryException {
    try {
      return channel.threads().orElseThrow().reply(alert, head, aloud, deadline);
    } catch (DeliveryException e) {
      if (e.isGone()) {
        return channel.send(alert, deadline);
      }
      throw e;
    }
  }

  private Delivery settlementResult(DeliveryKey key, Delivery delivery) {
    return settle(key, delivery)
        .flatMap(it -> settle(key, delivery))
        .map(it -> delivery.withNote("delivered but not marked: " + it))
        .orElse(delivery);
  }

  /** The problem, if it could not be marked. */
  private Optional<String> settle(DeliveryKey key, Delivery delivery) {
    // Whoever waits may have given up: what was sent is marked all the same.
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
      return; // It ends by itself.
    }
  }

  private Delivery attempt(Try one, Deadline deadline) throws InterruptedException {
    Duration wait = FIRST_WAIT;
    for (int count = 1; ; count++) {
      Delivery delivery = once(one, deadline);
      if (delivery.result() != Result.RETRYABLE || count == MAX_SIZE) {
        return delivery;
      }
      Duration pause = delivery.retryAfter().orElse(wait);
      if (pause.plus(SHORTEST_ATTEMPT).compareTo(deadline.left()) >= 0) {
        return delivery;
      }
      sleeper.sleep(pause);
      wait = wait.multipliedBy(2);
    }
  }

  private Delivery once(Try one, Deadline deadline) throws InterruptedException {
    Duration most = deadline.left().minus(SHORTEST_ATTEMPT);
    Duration turn = pacer.turn(clock.instant(), most);
    if (!turn.isZero() && turn.compareTo(most) >= 0) {
      return Delivery.retryableAfter(
          channel.name(), turn, "no turn in time: it takes no more for " + turn.toSeconds() + " s");
    }
    sleeper.sleep(turn);
    if (deadline.isOver()) {
      return Delivery.retryable(channel.name(), "no time left to try");
    }
    try {
      return Delivery.delivered(channel.name(), one.before(toSend(deadline)));
    } catch (DeliveryException e) {
      e.retryAfter().ifPresent(it -> pacer.pause(clock.instant().plus(it)));
      return Delivery.failed(channel.name(), e);
    }
  }

  /** Reserves time to mark the delivery before the caller gives up. */
  private static Deadline toSend(Deadline deadline) {
    Duration part = Duration.ofNanos(deadline.left().toNanos() / 5);
    return deadline.earlierBy(part.compareTo(MARKING) < 0 ? part : MARKING);
  }
}
