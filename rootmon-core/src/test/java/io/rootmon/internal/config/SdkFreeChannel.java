package io.rootmon.internal.config;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secrets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Makes a channel that needs no library. */
public final class SdkFreeChannel implements Callable<List<String>> {
  static final Supplier<Secrets.Reader> ABSENT =
      () -> {
        throw new AssertionError("no secret of AWS's is read");
      };

  static ChannelContext context(Supplier<AwsAccess> aws) {
    return new ChannelContext(
        Templates.builtIn(),
        aws,
        Optional.empty(),
        new Secrets(name -> null, ABSENT, InstantSource.system()),
        InstantSource.system());
  }

  @Override
  public List<String> call() {
    return ConfigurationDocument.parse(
            "rootmon.json",
            """
            {"channels": {"siem": {"type": "webhook", "address": {"env": "A"}, "key": {"env": "B"}}}}
            """)
        .channels(
            context(
                () -> {
                  throw new AssertionError("no channel reaches AWS");
                }))
        .stream()
        .map(Channel::name)
        .toList();
  }
}
