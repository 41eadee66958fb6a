package com.example;

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
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Application {
  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  @Bean
  RootMonitor monitor() {
    var webhook = SecretSource.environment("SLACK_WEBHOOK");
    var settings = new SlackSettings.IncomingWebhook("security", webhook);
    return RootMonitor.builder()
        .channels(List.of(new SlackChannel(settings, Templates.builtIn())))
        .build();
  }

  @Bean
  ApplicationRunner reader(RootMonitor monitor) {
    return arguments -> {
      var file = Path.of(arguments.getNonOptionArgs().get(0));
      for (var event : new CloudTrailReader().events(Files.readString(file))) {
        monitor.judge(event)
            .map(finding -> monitor.process(finding, Deadline.in(Duration.ofSeconds(20))))
            .ifPresent(result -> result.report().deliveries().forEach(System.out::println));
      }
    };
  }
}
