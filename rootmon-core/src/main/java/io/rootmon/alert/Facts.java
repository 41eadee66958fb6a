package io.rootmon.alert;

import io.rootmon.account.Account;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Finding.WindowMatch;
import io.rootmon.text.SafeText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who, what, where, when, from where, with what outcome: the answers a person asks for first. */
final class Facts {
  private static final int MAX_LENGTH = 200;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final List<Fact> facts = new ArrayList<>();

  private Facts() {}

  static List<Fact> of(Finding finding, Account account, Optional<IncidentRef> place) {
    RootActivity activity = finding.activity();
    CloudTrailEvent event = activity.event();
    Facts facts = new Facts();
    facts.add("When", time(event.time()));
    place.ifPresent(it -> facts.add("Incident", incident(it)));
    place
        .filter(it -> it.number() == 1)
        .flatMap(IncidentRef::previous)
        .ifPresent(it -> facts.add("Previous incident", it));
    facts.add("Account", account.label());
    account.owner().ifPresent(it -> facts.add("Owner", it));
    account.unit().ifPresent(it -> facts.add("Unit", it.path()));
    account.emailDomain().ifPresent(it -> facts.add("E-mail domain", it));
    finding.expected().ifPresent(it -> facts.add("Expected", expected(it, finding)));
    facts.add("Who", who(activity));
    facts.add("What", what(event));
    if (!activity.succeeded()) {
      facts.add("Outcome", outcome(activity));
    }
    facts.add("MFA", activity.mfa().label());
    event.sourceAddress().ifPresent(it -> facts.add("From", it));
    event.userAgent().ifPresent(it -> facts.add("With", it));
    if (activity.usedLongTermKey()) {
      event.identity().accessKeyId().ifPresent(it -> facts.add("Access key", it));
    }
    activity.centralTask().ifPresent(it -> facts.add("Central root task", it));
    facts.add("ATT&CK", finding.technique().label());
    facts.add(
        "Needs root",
        finding
            .rootTask()
            .map(it -> (it.certain() ? "yes" : "perhaps") + ", AWS lists: " + it.name())
            .orElse("no, AWS does not list it among the tasks that require root"));
    return facts.facts;
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  private static String incident(IncidentRef place) {
    return place.number() == 1
        ? "new, " + place.incident()
        : "event "
            + place.number()
            + " since "
            + time(place.opened())
            + ", "
            + place.highest()
            + " at worst, "
            + place.incident();
  }

  private static String expected(WindowMatch expected, Finding finding) {
    String ticket = expected.window().label() + ", " + expected.window().span();
    if (finding.severity().isAtLeast(expected.usual())) {
      return ticket + "; as severe as if it were not";
    }
    return ticket + "; " + expected.usual() + " if it were not";
  }

  /** The identity that acted, never the kind of the finding. */
  private static String who(RootActivity activity) {
    if (activity.inCentralSession()) {
      return activity.actor() + ", in a central root session";
    } else if (activity.isServicesOwnAct()) {
      return activity.actor() + ", an AWS service";
    } else if (activity.actedAsRoot() || activity.isGuardDutyFinding()) {
      String through = activity.deputy().map(it -> ", through " + it).orElse("");
      return activity.usedLongTermKey()
          ? "root user, with a long-term access key" + through
          : "root user" + through;
    }
    String actor = activity.actor();
    if (actor.equals(RootActivity.UNKNOWN_ACTOR)) {
      return "not known: the record names no identity";
    }
    return activity.issuedByRoot() ? actor + ", in a session issued by root" : actor;
  }

  private static String what(CloudTrailEvent event) {
    String service = event.source().isEmpty() ? "" : " on " + event.source();
    return event.name() + service + event.region().map(it -> " in " + it).orElse("");
  }

  private static String outcome(RootActivity activity) {
    CloudTrailEvent event = activity.event();
    String why = event.errorMessage().or(event::errorCode).map(it -> ": " + it).orElse("");
    return activity.outcome().label() + why;
  }

  private void add(String label, String value) {
    facts.add(new Fact(label, SafeText.line(value, MAX_LENGTH)));
  }
}
