package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.Deadline;
import io.rootmon.channel.Dispatcher;
import io.rootmon.channel.ses.SesChannel;
import io.rootmon.channel.ses.SesSettings;
import io.rootmon.channel.slack.SlackChannel;
import io.rootmon.channel.slack.SlackSettings;
import io.rootmon.channel.sns.SnsChannel;
import io.rootmon.channel.sns.SnsSettings;
import io.rootmon.channel.webhook.WebhookChannel;
import io.rootmon.channel.webhook.WebhookSettings;
import io.rootmon.lambda.Wiring.Wired;
import io.rootmon.render.Templates;
import io.rootmon.secret.SecretSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The whole line once, from the queue's JSON to the answers of far ends, on built-in example events
 * and on a {@link Stage}: what is loaded, parsed and compiled here is in the snapshot, and nothing
 * leaves the machine.
 *
 * <p>It uses the templates of the function, which parse once, and nothing else of it: the example
 * events stay unknown to its sessions and its state. No connection, credential or secret of the
 * function is touched, so none gets into the snapshot. What is random needs no care: ids of alerts
 * are digests, and Java's {@code SecureRandom}, which TLS draws on, <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">is made anew by
 * Lambda's runtimes</a>.
 */
record Rehearsal(Templates templates, Set<String> channels) {
  private static final String EXAMPLES = "rehearsal.json";

  /** The one example that cannot be read, and so is never done. */
  private static final List<BatchItemFailure> UNREADABLE =
      List.of(new BatchItemFailure("rehearsal-4"));

  private static final String REGION = "us-east-1";
  private static final Duration LONGEST = Duration.ofSeconds(5);

  static Rehearsal of(Wired wired) {
    return new Rehearsal(wired.templates(), wired.channels());
  }

  void run() throws IOException {
    try (Stage stage = Stage.open();
        InputStream examples = Rehearsal.class.getResourceAsStream(EXAMPLES)) {
      if (examples == null) {
        throw new IOException(EXAMPLES + ": expected the example events but there are none");
      }
      RootMonitor monitor =
          RootMonitor.standard(
              AccountDirectory.of(Map.of()), new Dispatcher(channels(stage.address())));
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      Wired cast = new Wired(monitor, templates, channels, () -> {});
      Handler handler = new Handler(cast, new Journal(nowhere, Map.of()));
      Invocation invocation = new Invocation("rehearsal", Deadline.in(LONGEST));
      SQSBatchResponse answer = handler.handle(examples.readAllBytes(), invocation);
      BatchJson.write(answer, OutputStream.nullOutputStream());
      if (!channels.isEmpty() && !answer.getBatchItemFailures().equals(UNREADABLE)) {
        throw new IllegalStateException("rehearsal: expected deliveries but was " + answer);
      }
    }
    loadTrustStore();
  }

  private List<Channel> channels(URI stage) {
    List<Channel> cast = new ArrayList<>();
    if (channels.contains("sns")) {
      String topic = "arn:aws:sns:" + REGION + ":111122223333:rehearsal";
      cast.add(new SnsChannel(new SnsSettings("sns", topic), templates, aws(stage)));
    }
    if (channels.contains("ses")) {
      SesSettings settings =
          new SesSettings(
              "ses",
              REGION,
              "rootmon@example.com",
              List.of("security@example.com"),
              Optional.empty());
      cast.add(new SesChannel(settings, templates, aws(stage)));
    }
    SecretSource key = SecretSource.literal("rehearsal");
    if (channels.contains("slack")) {
      SlackSettings settings = new SlackSettings.Bot("slack", key, "C0REHEARSAL");
      cast.add(new SlackChannel(settings, templates, stage.resolve(Stage.SLACK)));
    }
    if (channels.contains("webhook")) {
      SecretSource address = SecretSource.literal(stage.toString());
      cast.add(new WebhookChannel(new WebhookSettings("webhook", address, key)));
    }
    return cast;
  }

  private static AwsAccess aws(URI stage) {
    return new AwsAccess(
        UrlConnectionHttpClient.create(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")),
        Optional.of(stage));
  }

  /** The most of a first TLS connection's cost; an unconnected socket reaches nobody. */
  private static void loadTrustStore() throws IOException {
    try (Socket unconnected = SSLSocketFactory.getDefault().createSocket()) {
      unconnected.setTcpNoDelay(true);
    }
  }
}
