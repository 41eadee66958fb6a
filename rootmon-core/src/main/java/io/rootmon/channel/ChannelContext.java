package io.rootmon.channel;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.secret.aws.AwsSecrets;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secrets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The services that channels share.
 *
 * @param aws the access to AWS; only channels on AWS use it, and each call returns the same value
 * @param region the region that rootmon runs in, for settings without a region
 * @param buttons whether users can respond with buttons
 * @param proxy the proxy of channels outside AWS
 */
public record ChannelContext(
    Templates templates,
    Supplier<AwsAccess> aws,
    Optional<String> region,
    Secrets secrets,
    InstantSource clock,
    boolean buttons,
    ProxySettings proxy) {

  /** Creates a context without buttons and without a proxy. */
  public ChannelContext(
      Templates templates,
      Supplier<AwsAccess> aws,
      Optional<String> region,
      Secrets secrets,
      InstantSource clock) {
    this(templates, aws, region, secrets, clock, false, ProxySettings.DIRECT);
  }

  /**
   * Creates a context from the environment and region of this process. The supplier of the AWS
   * access is called when a channel needs it.
   */
  public static ChannelContext of(
      Map<String, String> environment, Supplier<AwsAccess> aws, Templates templates) {
    return of(environment, aws, templates, ProxySettings.ofEnvironment(environment));
  }

  /**
   * Creates a context with a proxy that replaces the environment's; {@code aws} must use it
   * already.
   */
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

  /** Returns a copy with other templates. */
  public ChannelContext with(Templates others) {
    return new ChannelContext(others, aws, region, secrets, clock, buttons, proxy);
  }

  /** Returns a copy with another clock. */
  public ChannelContext at(InstantSource newClock) {
    return new ChannelContext(templates, aws, region, secrets, newClock, buttons, proxy);
  }

  /** Returns a copy with or without response buttons. */
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
                    "region: is missing, and AWS_REGION is not set. Set it to an AWS region"));
  }
}
