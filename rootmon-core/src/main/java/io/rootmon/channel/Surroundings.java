package io.rootmon.channel;

import io.rootmon.aws.AwsAccess;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secrets;
import io.rootmon.settings.Settings;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What channels share, beside their settings.
 *
 * @param aws asked for only where a channel reaches AWS; gives the same each time
 * @param region the one rootmon runs in, for what names none of its own
 */
public record Surroundings(
    Templates templates,
    Supplier<AwsAccess> aws,
    Optional<String> region,
    Secrets secrets,
    InstantSource clock) {

  /** The setting {@code region}, else the region rootmon runs in. */
  public String region(Settings settings) {
    return settings
        .optionalText("region")
        .or(() -> region)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "region: expected an AWS region, since none is known, but was missing"));
  }
}
