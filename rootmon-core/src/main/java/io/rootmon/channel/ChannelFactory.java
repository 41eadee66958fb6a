package io.rootmon.channel;

/** Creates a channel from settings that were read from the configuration. */
@FunctionalInterface
public interface ChannelFactory {
  /**
   * Creates the channel without reading a secret or calling a remote service.
   *
   * @throws IllegalArgumentException if a setting is wrong; the message names its key
   */
  Channel create(ChannelContext context);
}
