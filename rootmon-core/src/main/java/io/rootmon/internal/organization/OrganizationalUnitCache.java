package io.rootmon.internal.organization;

import io.rootmon.internal.organization.AwsAccounts.Calls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.organizations.model.Parent;

/**
 * The units of an organization, each asked about once a day, since many accounts share them. Safe
 * for use by many threads.
 */
public final class OrganizationalUnitCache {
  private static final Duration FRESH = Duration.ofDays(1);
  private static final String ROOT = "Root";

  /**
   * More than the <a
   * href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html">five
   * levels</a> that AWS has.
   */
  private static final int MAX_DEPTH = 20;

  /** A unit's name and what is above it, from which the rest follows. */
  private record CachedUnit(String name, Optional<String> parent, Instant readAt) {}

  private final Map<String, CachedUnit> known = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public OrganizationalUnitCache(InstantSource clock) {
    this.clock = clock;
  }

  /** The names of those above an account, from the root on. */
  List<String> above(String account, Calls calls) throws IOException {
    List<String> names = new ArrayList<>();
    Parent first = calls.parent(account);
    Optional<String> id = Calls.isRoot(first) ? Optional.empty() : Optional.of(first.id());
    while (id.isPresent() && names.size() < MAX_DEPTH) {
      CachedUnit unit = unit(id.get(), calls);
      names.add(unit.name());
      id = unit.parent();
    }
    names.add(ROOT);
    Collections.reverse(names);
    return names;
  }

  private CachedUnit unit(String id, Calls calls) throws IOException {
    CachedUnit before = known.get(id);
    if (before != null && clock.instant().isBefore(before.readAt().plus(FRESH))) {
      return before;
    }
    Parent parent = calls.parent(id);
    CachedUnit unit =
        new CachedUnit(
            calls.unitName(id),
            Calls.isRoot(parent) ? Optional.empty() : Optional.of(parent.id()),
            clock.instant());
    known.put(id, unit);
    return unit;
  }
}
