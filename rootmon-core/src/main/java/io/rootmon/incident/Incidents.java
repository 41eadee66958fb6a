package io.rootmon.incident;

import io.rootmon.detect.Kind;
import io.rootmon.incident.Decision.Place;
import io.rootmon.incident.Decision.Verdict;
import io.rootmon.incident.Handling.News;
import io.rootmon.incident.Incident.Told;
import io.rootmon.judge.Severity;
import io.rootmon.judge.SignInLog;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts events into incidents, one open incident an account, and decides who is told. It remembers
 * nothing itself: what it is given and what it returns is all there is, so that a store can ask it
 * anew when another worker came in between.
 *
 * <p>The first finding that a channel's routes want is told there at once. A later one is told
 * where it is worse than all that the channel was told, of a new kind, or from a new network. The
 * rest is written down.
 */
public final class Incidents {
  private final Rules rules;

  public Incidents(Rules rules) {
    this.rules = rules;
  }

  /** A finding's part in its account's history. */
  public Grouping grouping(Sighting sighting) {
    return new Grouping() {
      @Override
      public Step next(History before) {
        return Incidents.this.next(sighting, before);
      }

      @Override
      public Step copy(String eventId, History before) {
        return Incidents.this.copy(sighting, eventId, before);
      }
    };
  }

  /** The next step of an account's history. */
  Step next(Sighting sighting, History before) {
    Suspicion suspicion = Suspicion.of(sighting, before, rules);
    History history = expecting(sighting, before.with(suspicion.signIns()).with(suspicion.reads()));
    Set<String> wanted = sighting.wanted().apply(suspicion.severity());
    Optional<Incident> joined = before.incident().filter(it -> joins(sighting.time(), it));
    if (wanted.isEmpty() && (joined.isEmpty() || sighting.isByService())) {
      return unwanted(sighting, suspicion, history);
    }
    return joined.isPresent()
        ? appended(sighting, suspicion, history, joined.get(), wanted)
        : opened(sighting, suspicion, history, wanted);
  }

  /** Remembers a check of root's second factor until the sign-in that it belongs to. */
  private static History expecting(Sighting sighting, History history) {
    Instant time = sighting.time();
    if (sighting.isSignIn() && sighting.activity().succeeded()) {
      return history.signedIn(time);
    }
    boolean isSignedIn =
        history.signIns().successes().stream().anyMatch(it -> SignInLog.belongs(time, it));
    boolean isOpen =
        sighting.activity().passedMfaCheck() && !sighting.event().isFollowUp() && !isSignedIn;
    return isOpen ? history.expecting(MfaCheck.of(sighting)) : history;
  }

  /**
   * A copy of an act that was told: only channels that know nothing of the incident yet are told.
   *
   * @param eventId of the act that it is a copy of
   */
  Step copy(Sighting sighting, String eventId, History before) {
    Severity severity = sighting.finding().severity();
    Set<String> channels = new LinkedHashSet<>(sighting.wanted().apply(severity));
    Optional<Incident> joined = before.incident().filter(it -> joins(sighting.time(), it));
    joined.ifPresent(it -> channels.removeAll(it.told().keySet()));
    Decision decision =
        new Decision(Verdict.DUPLICATE, eventId, severity, List.of(), channels, Optional.empty());
    History after =
        joined.map(it -> before.with(it.told(channels, eventId, severity))).orElse(before);
    return new Step(after, decision, Optional.empty(), Optional.empty());
  }

  /** How long nothing must happen until an incident is over. */
  public Duration quiet() {
    return rules.quiet();
  }

  /** Whether an open incident has been quiet for long enough by then. */
  public boolean isOver(Incident incident, Instant now) {
    return incident.isOpen() && !now.isBefore(end(incident));
  }

  /** When an open incident is over if nothing more comes. */
  public Instant end(Incident incident) {
    return incident.heard().plus(rules.quiet());
  }

  /**
   * Whether an event of that time belongs to it. What happened before an open one, and comes late,
   * does; a closed one is taken up again by what happened in its time.
   */
  private boolean joins(Instant time, Incident incident) {
    boolean inTime = !time.isAfter(incident.latest().plus(rules.quiet()));
    return inTime && (incident.isOpen() || !time.isBefore(incident.opened().minus(rules.quiet())));
  }

  private static Step unwanted(Sighting sighting, Suspicion suspicion, History history) {
    Decision decision =
        new Decision(
            Verdict.APPEND,
            sighting.event().id(),
            suspicion.severity(),
            suspicion.reasons(),
            Set.of(),
            Optional.empty());
    return new Step(history, decision, Optional.empty(), Optional.empty());
  }

  private Step opened(Sighting sighting, Suspicion suspicion, History history, Set<String> wanted) {
    Instant time = sighting.time();
    String eventId = sighting.event().id();
    Incident incident =
        new Incident(
            IncidentId.of(sighting),
            sighting.activity().account(),
            time,
            time,
            sighting.now(),
            Map.of(suspicion.severity(), 1L),
            Set.of(sighting.activity().kind()),
            sighting.network().map(it -> Set.of(it.prefix())).orElse(Set.of()),
            Map.of(),
            Optional.empty(),
            handling(suspicion, sighting, Handling.NONE)
                .after(history.incident().map(Incident::id)));
    Optional<Incident> over = history.incident().filter(Incident::isOpen);
    return step(
        sighting,
        suspicion,
        history.with(incident.told(wanted, eventId, suspicion.severity())),
        Verdict.OPEN,
        wanted,
        false,
        over.map(it -> it.closedAt(sighting.now())));
  }

  private Step appended(
      Sighting sighting,
      Suspicion suspicion,
      History history,
      Incident before,
      Set<String> wanted) {
    boolean differs =
        !before.kinds().contains(sighting.activity().kind()) || isFromNewNetwork(sighting, before);
    Set<String> channels = new LinkedHashSet<>(wanted);
    if (!differs) {
      channels.removeIf(it -> isTold(before, it, suspicion.severity()));
    }
    Incident after = joined(before, sighting, suspicion, wanted);
    Optional<News> news =
        channels.isEmpty() && !wanted.isEmpty() ? news(after, sighting.now()) : Optional.empty();
    if (news.isPresent()) {
      after = after.with(after.handling().with(news.get()));
    }
    return step(
        sighting,
        suspicion,
        history.with(after.told(channels, eventId(sighting), suspicion.severity())),
        channels.isEmpty() ? Verdict.APPEND : Verdict.ESCALATE,
        channels,
        news.isPresent(),
        Optional.empty());
  }

  /** What is told in a minute; empty where that is known, and is not overdue. */
  private static Optional<News> news(Incident incident, Instant now) {
    Optional<News> known = incident.handling().news();
    if (known.isEmpty()) {
      return Optional.of(News.since(incident.count(), now));
    }
    return known.filter(it -> it.isLost(now)).map(it -> it.again(now));
  }

  private static boolean isTold(Incident incident, String channel, Severity severity) {
    Told told = incident.told().get(channel);
    return told != null && told.severity().isAtLeast(severity);
  }

  private static String eventId(Sighting sighting) {
    return sighting.event().id();
  }

  private boolean isFromNewNetwork(Sighting sighting, Incident incident) {
    return sighting
        .network()
        .filter(it -> !incident.networks().contains(it.prefix()))
        .filter(it -> incident.networks().size() < rules.networks())
        .isPresent();
  }

  /** What nobody wants is written down, and keeps no incident open. */
  private static Incident joined(
      Incident incident, Sighting sighting, Suspicion suspicion, Set<String> wanted) {
    Instant time = sighting.time();
    boolean counts = !wanted.isEmpty();
    Map<Severity, Long> events = new LinkedHashMap<>(incident.events());
    events.merge(suspicion.severity(), 1L, Long::sum);
    Set<Kind> kinds = new LinkedHashSet<>(incident.kinds());
    Set<String> networks = new LinkedHashSet<>(incident.networks());
    if (counts) {
      kinds.add(sighting.activity().kind());
      sighting
          .network()
          .filter(it -> networks.size() < Incident.MOST_NETWORKS)
          .ifPresent(it -> networks.add(it.prefix()));
    }
    return new Incident(
        incident.id(),
        incident.account(),
        counts && time.isBefore(incident.opened()) ? time : incident.opened(),
        counts && time.isAfter(incident.latest()) ? time : incident.latest(),
        counts ? sighting.now() : incident.heard(),
        events,
        kinds,
        networks,
        incident.told(),
        counts ? Optional.empty() : incident.closed(),
        handling(suspicion, sighting, incident.handling()));
  }

  private static Handling handling(Suspicion suspicion, Sighting sighting, Handling before) {
    return suspicion.severity() == Severity.CRITICAL
        ? before.criticalSince(sighting.now())
        : before;
  }

  private static Step step(
      Sighting sighting,
      Suspicion suspicion,
      History history,
      Verdict verdict,
      Set<String> channels,
      boolean isNews,
      Optional<Incident> over) {
    Incident incident = history.incident().orElseThrow();
    Decision decision =
        new Decision(
            verdict,
            eventId(sighting),
            suspicion.severity(),
            suspicion.reasons(),
            channels,
            Optional.of(
                new Place(
                    incident.id(),
                    incident.opened(),
                    incident.count(),
                    incident.severity(),
                    incident.heads(channels))),
            isNews);
    History after =
        sighting.isByService()
            ? history
            : history.seen(sighting.time(), sighting.network(), sighting.agent());
    return new Step(after, decision, Optional.of(Entry.of(sighting, decision)), over);
  }
}
