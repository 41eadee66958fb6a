package io.rootmon.internal.config;

import io.rootmon.proxy.ProxySettings;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.SecretSource;
import io.rootmon.secret.Secrets;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings that all channels share.
 *
 * @param timeZone the time zone in which strings show times in addition to UTC
 * @param proxy the proxy of all channels and AWS clients; empty for the proxy of the environment
 * @param templates the user's templates; empty for the built-in ones
 * @param locationDatabases the files with the locations of addresses
 */
public record OutputSettings(
    Optional<ZoneId> timeZone,
    Optional<ProxyReference> proxy,
    Optional<TemplateSettings> templates,
    List<Path> locationDatabases) {
  /** The address may contain a user and a password, so messages never quote it. */
  private static final ValueType<String> ADDRESS =
      ValueType.sensitiveText(
          "an address such as http://proxy.example.com:3128", "(http://)?[^/?#\\s]+/?");

  public static final OutputSettings NONE =
      new OutputSettings(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public OutputSettings {
    locationDatabases = List.copyOf(locationDatabases);
  }

  /**
   * A proxy and the location of its user and password. Its {@code toString} contains no password.
   */
  public record ProxyReference(
      String address, Optional<SecretReference> credentials, List<String> noProxy) {
    public ProxyReference {
      noProxy = List.copyOf(noProxy);
      // Checks the address.
      var unused = ProxySettings.of(address, Optional.empty(), noProxy);
    }

    ProxySettings open(Secrets secrets) {
      Optional<SecretSource> own = credentials.map(secrets::find);
      return ProxySettings.of(address, own.map(it -> () -> it.current().value()), noProxy);
    }

    @Override
    public String toString() {
      return ProxySettings.of(address, Optional.empty(), noProxy).toString();
    }
  }

  /** Returns whether the templates are files of a folder. Others are read after a restore. */
  public boolean isInSnapshot() {
    return templates.filter(TemplateSettings::isFolder).isPresent();
  }

  static OutputSettings read(Settings settings, Optional<Path> folder) {
    return new OutputSettings(
        settings.optional(
            "timeZone",
            ValueType.text(
                    "a time zone such as Europe/Berlin",
                    "[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*",
                    "UTC")
                .map(ZoneId::of)),
        settings.optional(
            "proxy",
            ValueType.textOrObject(
                "the address of a proxy, or an object with address",
                ADDRESS.map(it -> new ProxyReference(it, Optional.empty(), List.of())),
                OutputSettings::proxy)),
        settings
            .optional("templates", TemplateSettings.TYPE)
            .map(it -> new TemplateSettings(it, folder)),
        settings
            .object("location", "an object with a database", OutputSettings::location)
            .orElse(List.of()));
  }

  /** Reads the database of places and that of networks, which MaxMind publishes as two files. */
  private static List<Path> location(Settings settings) {
    settings.requireOnlyKeys("database", "networkDatabase");
    ValueType<Path> file =
        ValueType.text(
                "the path of a file in MaxMind's format, such as /opt/GeoLite2-City.mmdb",
                ".*\\.mmdb",
                "GeoLite2-City.mmdb")
            .map(Path::of);
    List<Path> files = new ArrayList<>();
    files.add(settings.required("database", file));
    settings.optional("networkDatabase", file).ifPresent(files::add);
    return files;
  }

  private static ProxyReference proxy(Settings settings) {
    settings.requireOnlyKeys("address", "credentials", "noProxy");
    return new ProxyReference(
        settings.required("address", ADDRESS),
        settings.optional("credentials", ValueType.SECRET),
        settings.list(
            "noProxy",
            ValueType.nonEmptyList(
                "a list of at least one destination", ValueType.text("a destination"))));
  }
}
