package io.rootmon.channel;

import io.rootmon.aws.AwsAccess;
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
 */
public record ChannelContext(
    Templates templates,
    Supplier<AwsAccess> aws,
    Optional<String> region,
    Secrets secrets,
    InstantSource clock,
    boolean buttons) {

  /** Without buttons. */
  public ChannelContext(
      Templates templates,
      Supplier<AwsAccess> aws,
      Optional<String> region,
      Secrets secrets,
      InstantSource clock) {
    this(templates, aws, region, secrets, clock, false);
  }

  /** This process: its environment and its region. AWS is reached as given, once it is needed. */
  public static ChannelContext of(
      Map<String, String> environment, Supplier<AwsAccess> aws, Templates templates) {
    InstantSource clock = InstantSource.system();
    Supplier<AwsAccess> access = once(aws);
    Optional<String> region =
        Optional.ofNullable(environment.get("AWS_REGION"))
            .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
            .filter(it -> !it.isBlank());
    Secrets secrets =
        new Secrets(environment::get, () -> new AwsSecrets(access.get(), region), clock);
    return new ChannelContext(templates, access, region, secrets, clock);
  }

  /** The same at another time. */
  public ChannelContext at(InstantSource newClock) {
    return new ChannelContext(templates, aws, region, secrets, newClock, buttons);
  }

  /** The same where people can respond by buttons, or cannot. */
  public ChannelContext withButtons(boolean thereAre) {
    return new ChannelContext(templates, aws, region, secrets, clock, thereAre);
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
