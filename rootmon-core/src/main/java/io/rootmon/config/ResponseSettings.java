package io.rootmon.config;

import io.rootmon.route.EscalationRoute;
import io.rootmon.secret.SecretReference;
import java.util.Optional;

/**
 * What is asked of people, and what happens if they do not answer.
 *
 * @param signingSecret by which Slack signs what people press; empty where there are no buttons
 * @param escalation empty where nobody else is told
 */
public record ResponseSettings(
    Optional<SecretReference> signingSecret, Optional<EscalationRoute> escalation) {
  public static final ResponseSettings NONE =
      new ResponseSettings(Optional.empty(), Optional.empty());
}
