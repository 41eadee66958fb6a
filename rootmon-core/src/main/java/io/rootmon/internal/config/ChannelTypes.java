package io.rootmon.internal.config;

import io.rootmon.channel.ChannelFactory;
import io.rootmon.channel.eventbridge.EventBridgeSettings;
import io.rootmon.channel.jsm.JsmSettings;
import io.rootmon.channel.outbox.OutboxChannel;
import io.rootmon.channel.pagerduty.PagerDutySettings;
import io.rootmon.channel.securityhub.SecurityHubSettings;
import io.rootmon.channel.ses.SesSettings;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.channel.sns.SnsSettings;
import io.rootmon.channel.teams.TeamsSettings;
import io.rootmon.channel.webhook.WebhookSettings;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The types of channels. The name of a type is also the name of its folder and of its templates.
 */
final class ChannelTypes {
  private static final Map<String, BiFunction<String, Settings, ChannelFactory>> ALL =
      new LinkedHashMap<>();

  // Lambdas, because a method reference would load the settings of every type.
  static {
    ALL.put("sns", (name, settings) -> SnsSettings.read(name, settings));
    ALL.put("ses", (name, settings) -> SesSettings.read(name, settings));
    ALL.put("slack", (name, settings) -> SlackSettings.read(name, settings));
    ALL.put("webhook", (name, settings) -> WebhookSettings.read(name, settings));
    ALL.put("pagerduty", (name, settings) -> PagerDutySettings.read(name, settings));
    ALL.put("teams", (name, settings) -> TeamsSettings.read(name, settings));
    ALL.put("jsm", (name, settings) -> JsmSettings.read(name, settings));
    ALL.put("eventbridge", (name, settings) -> EventBridgeSettings.read(name, settings));
    ALL.put("securityhub", (name, settings) -> SecurityHubSettings.read(name, settings));
    ALL.put("outbox", (name, settings) -> OutboxChannel.read(name, settings));
  }

  private ChannelTypes() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  /** Reads a channel's settings: its type and the settings of that type. */
  static ValueType<ConfiguredChannel> settings(String name) {
    return ValueType.object("an object with a type", it -> read(name, it));
  }

  private static ConfiguredChannel read(String name, Settings settings) {
    ValueType<String> types = ValueType.oneOf(ALL.keySet().toArray(new String[0]));
    String type = settings.required("type", types);
    if (settings.find("type", types).isEmpty()) {
      // Already reported. The other keys depend on the type.
      throw new IllegalArgumentException("type: must be a type of channel");
    }
    boolean all =
        settings
            .optional("notify", ValueType.oneOf("incidents", "all"))
            .filter("all"::equals)
            .isPresent();
    return new ConfiguredChannel(
        type, all, settings, Objects.requireNonNull(ALL.get(type)).apply(name, settings));
  }
}
