package io.rootmon.config;

import io.rootmon.proxy.ProxySettings;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.SecretSource;
import io.rootmon.secret.Secrets;
import io.rootmon.settings.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What all channels share.
 *
 * @param timeZone whose times texts contain beside UTC
 * @param proxy of all channels and AWS clients; empty for the environment's
 */
public record OutputSettings(Optional<ZoneId> timeZone, Optional<ProxyReference> proxy) {
  public static final OutputSettings NONE = new OutputSettings(Optional.empty(), Optional.empty());

  /** A proxy, whose user and password may be a secret. It prints no password. */
  public record ProxyReference(
      String address, Optional<SecretReference> credentials, List<String> noProxy) {
    public ProxyReference {
      noProxy = List.copyOf(noProxy);
      // Checks the address.
      var unused = ProxySettings.of(address, Optional.empty(), noProxy);
    }

    ProxySettings open(Secrets secrets) {
      Optional<SecretSource> own = credentials.map(secrets::find);
      return ProxySettings.of(
          address, own.map(it -> () -> it.current().value()), noProxy);
    }

    @Override
    public String toString() {
      return ProxySettings.of(address, Optional.empty(), noProxy).toString();
    }
  }

  static OutputSettings read(Settings settings) {
    return new OutputSettings(
        settings.optionalText("timeZone").map(OutputSettings::zone), proxy(settings));
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timeZone: expected a time zone such as Europe/Berlin but was '" + id + "'", e);
    }
  }

  private static Optional<ProxyReference> proxy(Settings settings) {
    if (settings.isText("proxy")) {
      return Optional.of(
          new ProxyReference(settings.text("proxy"), Optional.empty(), List.of()));
    }
    return settings
        .optionalObject("proxy")
        .map(
            it ->
                new ProxyReference(
                    it.text("address"),
                    it.keys().contains("credentials")
                        ? Optional.of(it.secret("credentials"))
                        : Optional.empty(),
                    it.texts("noProxy")));
  }
}
