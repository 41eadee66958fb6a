package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.channel.Dispatcher;
import io.rootmon.channel.webhook.WebhookChannel;
import io.rootmon.channel.webhook.WebhookSettings;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A line to the one webhook that the variable {@code FAR_END} names, primed for all channels. */
final class WebhookWiring implements Wiring {
  @Override
  public Wired wire(Map<String, String> environment) {
    SecretSource address = SecretSource.literal(environment.getOrDefault("FAR_END", ""));
    SecretSource key = SecretSource.literal("not-a-secret-key");
    WebhookChannel webhook = new WebhookChannel(new WebhookSettings("hook", address, key));
    RootMonitor monitor =
        RootMonitor.standard(AccountDirectory.of(Map.of()), new Dispatcher(List.of(webhook)));
    return new Wired(
        monitor,
        Rehearsals.of(Templates.builtIn(), Set.of("sns", "ses", "slack", "webhook")),
        () -> System.out.println("refreshed"));
  }
}
