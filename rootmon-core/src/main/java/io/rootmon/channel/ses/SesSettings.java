package io.rootmon.channel.ses;

import io.rootmon.channel.ChannelFactory;
import io.rootmon.channel.internal.MailAddress;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings of an SES channel.
 *
 * @param region the region in which {@code from} is verified
 * @param configurationSet the configuration set that publishes events, such as bounces
 * @param sourceArn the ARN of the identity of {@code from}, if it belongs to another account, which
 *     must <a
 *     href="https://docs.aws.amazon.com/ses/latest/dg/sending-authorization.html">authorize</a>
 *     this one
 */
public record SesSettings(
    String name,
    String region,
    String from,
    List<String> to,
    Optional<String> configurationSet,
    Optional<String> sourceArn) {
  // https://docs.aws.amazon.com/ses/latest/dg/quotas.html
  private static final int MAX_RECIPIENTS = 50;

  private static final String CONFIGURATION_SET = "[A-Za-z0-9_-]{1,64}";
  private static final String IDENTITY_ARN =
      "arn:aws[a-z-]*:ses:[a-z0-9-]{1,40}:[0-9]{12}:identity/\\S{1,320}";

  /** Creates settings with an identity of the account that rootmon runs in. */
  public SesSettings(
      String name, String region, String from, List<String> to, Optional<String> configurationSet) {
    this(name, region, from, to, configurationSet, Optional.empty());
  }

  public SesSettings {
    from = MailAddress.ascii("from", from);
    to = to.stream().map(it -> MailAddress.ascii("to", it)).distinct().toList();
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: must not be empty");
    }
    if (!region.matches("[a-z]{2,}(-[a-z]+)+-\\d+")) {
      throw new IllegalArgumentException("region: must be an AWS region but is '" + region + "'");
    }
    if (to.isEmpty()) {
      throw new IllegalArgumentException("to: must contain at least one address");
    }
    // https://docs.aws.amazon.com/ses/latest/APIReference/API_ConfigurationSet.html
    if (configurationSet.isPresent() && !configurationSet.get().matches(CONFIGURATION_SET)) {
      throw new IllegalArgumentException(
          "configurationSet: must be 1 to 64 letters, digits, dashes and underscores but is '"
              + configurationSet.get()
              + "'");
    }
    if (sourceArn.isPresent() && !sourceArn.get().matches(IDENTITY_ARN)) {
      throw new IllegalArgumentException(
          "sourceArn: must be the ARN of an SES identity, such as"
              + " arn:aws:ses:eu-west-1:111122223333:identity/example.com, but is '"
              + sourceArn.get()
              + "'");
    }
  }

  /** Reads the settings of a channel. */
  public static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys(
        "type", "notify", "region", "from", "to", "configurationSet", "sourceArn");
    ValueType<String> address =
        ValueType.text("an email address", "[^@\\r\\n]*[^@\\s]@[^@\\s]+", "a@example.com");
    Optional<String> region = settings.optional("region", ValueType.AWS_REGION);
    String from = settings.required("from", address);
    List<String> to =
        settings.required(
            "to", ValueType.nonEmptyList("a list of at least one email address", address));
    Optional<String> configurationSet =
        settings.optional(
            "configurationSet",
            ValueType.text(
                "1 to 64 letters, digits, dashes and underscores", CONFIGURATION_SET, "a"));
    Optional<String> sourceArn =
        settings.optional(
            "sourceArn",
            ValueType.text(
                "the ARN of an SES identity",
                IDENTITY_ARN,
                "arn:aws:ses:us-east-1:000000000000:identity/example.com"));
    return context ->
        new SesChannel(
            new SesSettings(name, context.region(region), from, to, configurationSet, sourceArn),
            context.templates(),
            context.aws().get());
  }

  /** Returns the recipients in groups of the maximum size of a request. */
  List<List<String>> groups() {
    List<List<String>> groups = new ArrayList<>();
    for (int from = 0; from < to.size(); from += MAX_RECIPIENTS) {
      groups.add(to.subList(from, Math.min(to.size(), from + MAX_RECIPIENTS)));
    }
    return groups;
  }
}
