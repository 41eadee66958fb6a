package io.rootmon.benchmarks.growth;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Receipt;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.util.List;
import java.util.function.BiFunction;

/** A channel that renders its message and discards it. */
record Printing(String name, BiFunction<Alert, Templates, Object> message, Templates templates)
    implements Channel {

  static List<Channel> all() {
    Templates templates = Templates.builtIn();
    return List.of(
        new Printing("topic", SnsMessage::of, templates),
        new Printing("mail", SesMessage::of, templates),
        new Printing("chat", (alert, its) -> SlackMessage.of(alert, its).json(), templates));
  }

  /** Returns channels that do not even render, for the warm-up. */
  static List<Channel> none() {
    return all().stream().<Channel>map(it -> new Silent(it.name())).toList();
  }

  private record Silent(String name) implements Channel {
    @Override
    public Receipt send(Alert alert, Deadline deadline) {
      return new Receipt("message of nothing");
    }
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) {
    return new Receipt("message of " + message.apply(alert, templates).hashCode());
  }
}
