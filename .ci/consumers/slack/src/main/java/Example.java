import io.rootmon.RootMonitor;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import io.rootmon.time.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

public class Example {
  public static void main(String[] arguments) throws Exception {
    var webhook = SecretSource.environment("SLACK_WEBHOOK");
    var settings = new SlackSettings.IncomingWebhook("security", webhook);
    var slack = new SlackChannel(settings, Templates.builtIn());
    try (var monitor = RootMonitor.builder().channels(List.of(slack)).build()) {
      for (var event : new CloudTrailReader().events(Files.readString(Path.of(arguments[0])))) {
        monitor.judge(event)
            .map(finding -> monitor.process(finding, Deadline.in(Duration.ofSeconds(20))))
            .ifPresent(result -> result.report().deliveries().forEach(System.out::println));
      }
    }
  }
}
