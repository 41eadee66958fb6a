package io.rootmon.config;

import io.rootmon.route.EscalationRoute;
import io.rootmon.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what the document says of {@code responses} and {@code escalation}. */
record ResponseSettingsReader(Settings settings) {

  ResponseSettings answers() {
    return new ResponseSettings(
        settings.optionalObject("responses").map(it -> it.secret("signingSecret")),
        settings
            .optionalObject("escalation")
            .map(it -> it.make(ResponseSettingsReader::escalation)));
  }

  private static EscalationRoute escalation(Settings escalation) {
    long minutes = escalation.optionalNumber("afterMinutes").orElseThrow().longValue();
    return new EscalationRoute(
        Duration.ofMinutes(minutes), new LinkedHashSet<>(escalation.texts("channels")));
  }

  /**
   * What is wrong beyond what the schema says; every problem names its path.
   *
   * @param state whether there is a table, which all workers share
   * @param quiet after which an incident is over
   */
  static List<String> problems(
      ResponseSettings answers, Map<String, Settings> channels, boolean state, Duration quiet) {
    List<String> problems = new ArrayList<>();
    if (answers.signingSecret().isPresent() && !state) {
      problems.add("responses: expected a table in state, where responses are kept, but was none");
    }
    if (answers.signingSecret().isPresent()
        && channels.values().stream().noneMatch(it -> it.keys().contains("token"))) {
      problems.add(
          "responses: expected a Slack channel with a token, since only a bot has buttons,"
              + " but was none");
    }
    if (answers.escalation().isPresent()) {
      problems.addAll(problems(answers.escalation().get(), channels.keySet(), quiet));
      if (answers.signingSecret().isEmpty()) {
        problems.add(
            "escalation: expected responses, since nobody could respond without, but was none");
      }
    }
    return problems;
  }

  private static List<String> problems(
      EscalationRoute escalation, Set<String> channels, Duration quiet) {
    List<String> problems = new ArrayList<>();
    for (String channel : escalation.channels()) {
      if (!channels.contains(channel)) {
        problems.add(
            "escalation.channels: expected the name of a channel but was '" + channel + "'");
      }
    }
    if (escalation.after().compareTo(quiet) >= 0) {
      problems.add(
          "escalation.afterMinutes: expected less than "
              + quiet.toMinutes()
              + ", since a quiet incident is over then, but was "
              + escalation.after().toMinutes());
    }
    return problems;
  }
}
