package io.rootmon.channel;

import io.rootmon.aws.AwsAccess;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secrets;
import io.rootmon.secret.aws.AwsSecrets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What channels share, beside their settings.
 *
 * @param aws asked for only where a channel reaches AWS; gives the same each time
 * @param region the one rootmon runs in, for what names none of its own
 * @param buttons whether people can respond by buttons, where a channel has some
 * @param proxy of channels that do not reach AWS
 */
public record ChannelContext(
    Templates templates,
    Supplier<AwsAccess> aws,
    Optional<String> region,
    Secrets secrets,
    InstantSource clock,
    boolean buttons,
    ProxySettings proxy) {

  /** Without buttons and without a proxy. */
  public ChannelContext(
      Templates templates,
      Supplier<AwsAccess> aws,
      Optional<String> region,
      Secrets secrets,
      InstantSource clock) {
    this(templates, aws, region, secrets, clock, false, ProxySettings.DIRECT);
  }

  /** This process: its environment and its region. AWS is reached as given, once it is needed. */
  public static ChannelContext of(
      Map<String, String> environment, Supplier<AwsAccess> aws, Templates templates) {
    return of(environment, aws, templates, ProxySettings.ofEnvironment(environment));
  }

  /** The same with another proxy than the environment's, which {@code aws} uses already. */
  public static ChannelContext of(
      Map<String, String> environment,
      Supplier<AwsAccess> aws,
      Templates templates,
      ProxySettings proxy) {
    InstantSource clock = InstantSource.system();
    Supplier<AwsAccess> access = once(aws);
    Optional<String> region = region(environment);
    Secrets secrets =
        new Secrets(environment::get, () -> new AwsSecrets(access.get(), region), clock);
    return new ChannelContext(templates, access, region, secrets, clock, false, proxy);
  }

  private static Optional<String> region(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("AWS_REGION"))
        .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
        .filter(it -> !it.isBlank());
  }

  /** Returns a copy with another clock. */
  public ChannelContext at(InstantSource newClock) {
    return new ChannelContext(templates, aws, region, secrets, newClock, buttons, proxy);
  }

  /** Returns a copy in which people can respond by buttons, or cannot. */
  public ChannelContext withButtons(boolean thereAre) {
    return new ChannelContext(templates, aws, region, secrets, clock, thereAre, proxy);
  }

  private static <T> Supplier<T> once(Supplier<T> supplier) {
    return new Supplier<>() {
      private @Nullable T made;

      @Override
      public synchronized T get() {
        if (made == null) {
          made = supplier.get();
        }
        return made;
      }
    };
  }

  /**
   * Returns the region of a setting, or the region that rootmon runs in.
   *
   * @throws IllegalArgumentException if there is neither
   */
  public String region(Optional<String> setting) {
    return setting
        .or(() -> region)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "region: expected an AWS region, since none is known, but was missing"));
  }
}
