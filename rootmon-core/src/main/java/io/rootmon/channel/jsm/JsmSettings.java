package io.rootmon.channel.jsm;

import io.rootmon.channel.ChannelFactory;
import io.rootmon.channel.internal.EndpointUrl;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.SecretSource;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.net.URI;

/**
 * The settings of a Jira Service Management channel.
 *
 * @param key the API key of an API integration
 * @param api where the alerts are created, ending in a slash
 */
public record JsmSettings(String name, SecretSource key, URI api) {
  /**
   * The <a
   * href="https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v1/api-group-integration-events/">
   * integration events API</a>, the same for all sites.
   */
  static final URI API = URI.create("https://api.atlassian.com/jsm/ops/integration/v2/");

  public JsmSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: must not be empty");
    }
    EndpointUrl.check("api", api);
    if (!api.getPath().endsWith("/")) {
      throw new IllegalArgumentException("api: must be an address that ends in a slash");
    }
  }

  /** Reads the settings of a channel. */
  public static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys("type", "notify", "key", "api");
    SecretReference key = settings.required("key", ValueType.SECRET);
    URI api =
        settings
            .optional(
                "api",
                ValueType.text(
                    "an https address that ends in a slash",
                    "https?://[^?#]+/",
                    "https://api.example.com/"))
            .map(it -> EndpointUrl.parse("api", it))
            .orElse(API);
    return context ->
        new JsmChannel(new JsmSettings(name, context.secrets().find(key), api), context.proxy());
  }
}
