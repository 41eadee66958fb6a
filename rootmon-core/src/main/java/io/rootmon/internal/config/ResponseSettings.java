package io.rootmon.internal.config;

import io.rootmon.route.EscalationRoute;
import io.rootmon.secret.SecretReference;
import java.util.Optional;

/**
 * The settings of responses and of the escalation without one.
 *
 * @param signingSecret the secret with which Slack signs button clicks; empty if there are no
 *     buttons
 * @param escalation empty if there is no escalation
 */
public record ResponseSettings(
    Optional<SecretReference> signingSecret, Optional<EscalationRoute> escalation) {
  public static final ResponseSettings NONE =
      new ResponseSettings(Optional.empty(), Optional.empty());
}
