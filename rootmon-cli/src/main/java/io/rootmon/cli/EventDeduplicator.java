package io.rootmon.cli;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds duplicates with 64-bit hashes of events: at most 5.8 million in 64 MB. The probability that
 * two different events have the same hash is one in a million. If the memory is full, an unknown
 * event counts as new. Safe for use by multiple threads.
 */
public final class EventDeduplicator {
  private static final int STRIPES = 64;
  private static final int MAX_SLOTS = 8 * 1024 * 1024 / STRIPES;

  private final Stripe[] stripes = new Stripe[STRIPES];
  private final AtomicLong forgotten = new AtomicLong();

  public EventDeduplicator() {
    this(MAX_SLOTS);
  }

  /**
   * Creates a deduplicator of another size.
   *
   * @param mostSlots the maximum size of each stripe, a power of two
   */
  EventDeduplicator(int mostSlots) {
    for (int at = 0; at < STRIPES; at++) {
      stripes[at] = new Stripe(mostSlots);
    }
  }

  /**
   * Returns whether the event is new, by its {@linkplain CloudTrailEvent#key() key} and the type of
   * its identity: a forged record with another event's id must not hide that event.
   */
  public boolean add(CloudTrailEvent event) {
    return add(event.key() + "\n" + event.identity().type());
  }

  boolean add(String key) {
    long hash = hash(key);
    return stripes[(int) (hash >>> 58)].add(hash, forgotten);
  }

  /** Returns the number of events for which there was no memory. */
  public long evicted() {
    return forgotten.get();
  }

  /** Calculates FNV-1a over the characters, then the final mix of MurmurHash3. */
  private static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int at = 0; at < key.length(); at++) {
      hash = (hash ^ key.charAt(at)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash; // zero marks an empty slot
  }

  /** An open-addressing table that doubles up to its maximum size. */
  private static final class Stripe {
    private final int mostSlots;
    private long[] slots = new long[16];
    private int count;

    Stripe(int mostSlots) {
      this.mostSlots = mostSlots;
    }

    synchronized boolean add(long hash, AtomicLong forgotten) {
      int slot = find(slots, hash);
      if (slots[slot] == hash) {
        return false;
      }
      if (count >= slots.length / 10 * 7) {
        if (slots.length >= mostSlots) {
          forgotten.incrementAndGet();
          return true;
        }
        grow();
        slot = find(slots, hash);
      }
      slots[slot] = hash;
      count++;
      return true;
    }

    private void grow() {
      long[] more = new long[slots.length * 2];
      for (long hash : slots) {
        if (hash != 0) {
          more[find(more, hash)] = hash;
        }
      }
      slots = more;
    }

    /** Returns the slot of the hash, or the empty slot for it. */
    private static int find(long[] slots, long hash) {
      int slot = (int) hash & (slots.length - 1);
      while (slots[slot] != 0 && slots[slot] != hash) {
        slot = (slot + 1) & (slots.length - 1);
      }
      return slot;
    }
  }
}
