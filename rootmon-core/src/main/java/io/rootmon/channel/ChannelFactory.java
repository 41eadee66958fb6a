package io.rootmon.channel;

/** Creates a channel from settings that were read from the configuration. */
@FunctionalInterface
public interface ChannelFactory {
  /**
   * Creates the channel. No secret is read yet, and no remote service is called.
   *
   * @throws IllegalArgumentException that names the key of the setting that is wrong
   */
  Channel create(ChannelContext context);
}
