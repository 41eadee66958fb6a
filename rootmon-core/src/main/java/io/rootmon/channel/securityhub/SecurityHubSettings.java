package io.rootmon.channel.securityhub;

import io.rootmon.channel.ChannelFactory;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.util.Optional;

/**
 * The settings of a Security Hub channel.
 *
 * @param account the account that rootmon runs in: Security Hub accepts findings of the caller's
 *     account only
 */
public record SecurityHubSettings(String name, String region, String account) {
  public SecurityHubSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: must not be empty");
    }
    if (!region.matches("[a-z]{2,}(-[a-z]+)+-\\d+")) {
      throw new IllegalArgumentException("region: must be an AWS region but is '" + region + "'");
    }
    if (!account.matches("\\d{12}")) {
      throw new IllegalArgumentException(
          "account: must be the 12 digits of rootmon's account but is '" + account + "'");
    }
  }

  /**
   * Returns the <a
   * href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-custom-providers.html">
   * default product</a> of the account.
   */
  String product(String partition) {
    return "arn:"
        + partition
        + ":securityhub:"
        + region
        + ":"
        + account
        + ":product/"
        + account
        + "/default";
  }

  /** Reads the settings of a channel. */
  public static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys("type", "notify", "account", "region");
    String account = settings.required("account", ValueType.ACCOUNT_ID).value();
    Optional<String> region = settings.optional("region", ValueType.AWS_REGION);
    return context ->
        new SecurityHubChannel(
            new SecurityHubSettings(name, context.region(region), account),
            context.aws().get(),
            context.proxy(),
            context.clock());
  }
}
