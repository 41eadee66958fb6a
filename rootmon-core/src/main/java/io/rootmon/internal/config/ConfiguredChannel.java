package io.rootmon.internal.config;

import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.ChannelFactory;
import io.rootmon.settings.Settings;

/**
 * A channel of the configuration document.
 *
 * @param type such as {@code sns}
 * @param receivesAll whether the channel receives every finding that its routes match
 * @param settings the settings in the document
 */
public record ConfiguredChannel(
    String type, boolean receivesAll, Settings settings, ChannelFactory factory) {
  Channel create(ChannelContext context) {
    return settings.create(it -> factory.create(context));
  }
}
