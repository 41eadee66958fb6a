import io.rootmon.RootMonitor;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.sns.SnsChannel;
import io.rootmon.channel.sns.SnsSettings;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

public class SnsExample {
  public static void main(String[] arguments) throws Exception {
    var topic = new SnsSettings("security", "arn:aws:sns:eu-west-1:111122223333:root-alerts");
    var sns = new SnsChannel(topic, Templates.builtIn(), AwsAccess.ofProcess());
    try (var monitor = RootMonitor.builder().channels(List.of(sns)).build()) {
      for (var event : new CloudTrailReader().events(Files.readString(Path.of(arguments[0])))) {
        monitor.judge(event)
            .map(finding -> monitor.process(finding, Deadline.in(Duration.ofSeconds(20))))
            .ifPresent(result -> result.report().deliveries().forEach(System.out::println));
      }
    }
  }
}
