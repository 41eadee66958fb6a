package io.rootmon.config;

import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.outbox.OutboxChannel;
import io.rootmon.channel.pagerduty.PagerDutyChannel;
import io.rootmon.channel.ses.SesChannel;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.sns.SnsChannel;
import io.rootmon.channel.webhook.WebhookChannel;
import io.rootmon.channel.teams.TeamsChannel;
import io.rootmon.channel.jsm.JsmChannel;
import io.rootmon.channel.eventbridge.EventBridgeChannel;
import io.rootmon.channel.securityhub.SecurityHubChannel;
import io.rootmon.settings.Settings;
import java.util.Map;

/** The types of channels, each by the name that its folder and its templates have. */
final class ChannelTypes {
  /** Makes a channel of its settings. */
  @FunctionalInterface
  interface Maker {
    Channel make(String name, Settings settings, ChannelContext around);
  }

  // Lambdas, since a method reference would load the channel, and the SDK behind it, at once.
  @SuppressWarnings("UnnecessaryLambda")
  static final Map<String, Maker> ALL =
      Map.ofEntries(
          entry("sns", (name, settings, around) -> SnsChannel.of(name, settings, around)),
          entry("ses", (name, settings, around) -> SesChannel.of(name, settings, around)),
          entry("slack", (name, settings, around) -> SlackChannel.of(name, settings, around)),
          entry("teams", (name, settings, around) -> TeamsChannel.of(name, settings, around)),
          entry("webhook", (name, settings, around) -> WebhookChannel.of(name, settings, around)),
          entry("pagerduty", (name, settings, around) -> PagerDutyChannel.of(name, settings, around)),
          entry("jsm", (name, settings, around) -> JsmChannel.of(name, settings, around)),
          entry("eventbridge", (name, settings, around) -> EventBridgeChannel.of(name, settings, around)),
          entry("securityhub", (name, settings, around) -> SecurityHubChannel.of(name, settings, around)),
          entry("outbox", (name, settings, around) -> OutboxChannel.of(name, settings, around)));

  private static Map.Entry<String, Maker> entry(String type, Maker maker) {
    return Map.entry(type, maker);
  }

  private ChannelTypes() {}

  static Channel make(String name, Settings settings, ChannelContext around) {
    Maker maker = ALL.get(settings.text("type"));
    if (maker == null) {
      throw new IllegalStateException(settings.text("type") + ": expected a type of channel");
    }
    return settings.make(it -> maker.make(name, it, around));
  }
}
