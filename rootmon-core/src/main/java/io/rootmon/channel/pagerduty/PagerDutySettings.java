package io.rootmon.channel.pagerduty;

import io.rootmon.channel.ChannelFactory;
import io.rootmon.channel.internal.EndpointUrl;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.SecretSource;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.net.URI;
import java.util.Map;

/**
 * The settings of a PagerDuty channel.
 *
 * @param key the integration key of a service
 * @param address the URL of the Events API
 */
public record PagerDutySettings(String name, SecretSource key, URI address) {
  /**
   * The addresses by <a href="https://support.pagerduty.com/main/docs/service-regions">service
   * region</a>. The region of a PagerDuty account never changes.
   */
  static final Map<String, URI> ADDRESSES =
      Map.of(
          "us", URI.create("https://events.pagerduty.com/v2/enqueue"),
          "eu", URI.create("https://events.eu.pagerduty.com/v2/enqueue"));

  public PagerDutySettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: must not be empty");
    }
    EndpointUrl.check("address", address);
  }

  static URI address(String region) {
    URI address = ADDRESSES.get(region);
    if (address == null) {
      throw new IllegalArgumentException("region: must be one of us, eu but is '" + region + "'");
    }
    return address;
  }

  /** Reads the settings of a channel. */
  public static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys("type", "notify", "key", "region");
    SecretReference key = settings.required("key", ValueType.SECRET);
    String region = settings.optional("region", ValueType.oneOf("us", "eu")).orElse("us");
    return context ->
        new PagerDutyChannel(
            new PagerDutySettings(name, context.secrets().find(key), address(region)),
            context.templates(),
            context.proxy());
  }
}
