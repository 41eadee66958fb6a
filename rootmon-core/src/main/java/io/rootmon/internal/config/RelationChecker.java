package io.rootmon.internal.config;

import io.rootmon.internal.text.Suggestion;
import io.rootmon.route.EscalationRoute;
import io.rootmon.route.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the relations between the sections of the document.
 *
 * @param routes the routes in the document
 */
record RelationChecker(ConfigurationDocument configuration, Routes routes) {
  /** Returns every problem, with the path of the value. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    Optional<EscalationRoute> escalation = configuration.answers().escalation();
    if (!routes.routes().isEmpty()) {
      problems.addAll(
          routes.problems(routed(), escalation.map(EscalationRoute::channels).orElse(Set.of())));
    }
    if (configuration.coverage().isPresent() && hasNoTable()) {
      problems.add("coverage: requires a table for the heartbeats. Add state with table");
    }
    if (configuration.trail().isPresent() && hasNoTable()) {
      problems.add("trail: requires a table for the decisions. Add state with table");
    }
    checkWeekly(problems);
    checkResponses(problems);
    escalation.ifPresent(it -> checkEscalation(it, problems));
    if (configuration.organization().isEmpty()
        && configuration.accounts().values().stream().allMatch(it -> it.unit().isEmpty())
        && configuration.routes().nameUnits()) {
      problems.add(
          "routes: organizationalUnits require the units of accounts. Add organization, or"
              + " organizationalUnit to the accounts");
    }
    return problems;
  }

  private boolean hasNoTable() {
    return configuration.state().isEmpty();
  }

  /** A channel of the weekly report needs no route. */
  private Set<String> routed() {
    Set<String> routed = new LinkedHashSet<>(configuration.channels().keySet());
    routed.removeIf(
        it ->
            configuration.weekly().contains(it)
                && routes.routes().stream().noneMatch(route -> route.channels().contains(it)));
    return routed;
  }

  private void checkWeekly(List<String> problems) {
    requireChannels("report.weekly.channels", configuration.weekly(), problems);
    if (!configuration.weekly().isEmpty() && hasNoTable()) {
      problems.add("report: requires a table for the incidents. Add state with table");
    }
  }

  private void checkResponses(List<String> problems) {
    if (configuration.answers().signingSecret().isEmpty()) {
      return;
    }
    if (hasNoTable()) {
      problems.add("responses: requires a table for the responses. Add state with table");
    }
    if (configuration.channels().values().stream().noneMatch(it -> it.settings().has("token"))) {
      problems.add(
          "responses: requires a Slack channel with a token, since a webhook has no buttons."
              + " Add one");
    }
  }

  private void checkEscalation(EscalationRoute escalation, List<String> problems) {
    requireChannels("escalation.channels", escalation.channels(), problems);
    Duration inactivity = configuration.incident().inactivity();
    if (escalation.after().compareTo(inactivity) >= 0) {
      problems.add(
          "escalation.afterMinutes: must be less than "
              + inactivity.toMinutes()
              + ", after which an incident closes, but is "
              + escalation.after().toMinutes());
    }
    if (configuration.answers().signingSecret().isEmpty()) {
      problems.add("escalation: requires responses, which acknowledge an incident. Add responses");
    }
  }

  private void requireChannels(String path, Set<String> names, List<String> problems) {
    for (String name : names) {
      if (!configuration.channels().containsKey(name)) {
        problems.add(
            path
                + ": must be the name of a channel but is '"
                + name
                + "'"
                + Suggestion.ending(name, configuration.channels().keySet()));
      }
    }
  }
}
