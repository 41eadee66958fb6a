package io.rootmon.lambda.iac;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.lambda.SlackThreadReplies;
import io.rootmon.lambda.moto.JsonScalars;
import io.rootmon.lambda.moto.RecordedCall;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The people of the hub account: what the topic, SES and Slack brought them. */
final class RecipientInboxes implements AutoCloseable {
  static final String SENDER = "rootmon@example.com";
  private static final String QUEUE = "people";

  private final MotoAccountRegion hub;
  private final FakeHttpServer slack;
  private final AtomicBoolean slackIsDown = new AtomicBoolean();
  private final List<String> posts = new CopyOnWriteArrayList<>();
  private final List<String> notifications = new ArrayList<>();

  RecipientInboxes(MotoAccountRegion hub) throws IOException {
    this.hub = hub;
    this.slack = FakeHttpServer.answering(this::answer);
  }

  private Answer answer(Request request) {
    if (slackIsDown.get()) {
      return new Answer(503, "");
    }
    // An update and the details of an alert notify no user.
    if (request.target().getPath().endsWith("chat.postMessage")
        && !SlackThreadReplies.isDetails(request)) {
      posts.add(request.body());
    }
    return new Answer(200, "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0123456789\"}");
  }

  /**
   * Creates the resources that the hub's variables name: the sender, and Slack's token. Returns the
   * token's ARN.
   */
  String prepare() throws IOException, InterruptedException {
    hub.form("ses", "Action=VerifyEmailIdentity&Version=2010-12-01&EmailAddress=" + SENDER);
    String created =
        hub.call(
            "secretsmanager",
            "secretsmanager.CreateSecret",
            """
            {"Name":"slack","SecretString":"xoxb-not-a-token",
            "ClientRequestToken":"5d0e3ec1-7a9c-4f0b-9a8e-111122223333"}
            """);
    return JsonScalars.of(created).getOrDefault("/ARN", "none");
  }

  /** From now on they get what is sent to the topic. */
  void subscribe() throws IOException, InterruptedException {
    hub.call("sqs", "AmazonSQS.CreateQueue", "{\"QueueName\":\"" + QUEUE + "\"}");
    hub.form(
        "sns",
        "Action=Subscribe&Version=2010-03-31&Protocol=sqs&TopicArn=arn:aws:sns:%1$s:%2$s:rootmon&Endpoint=arn:aws:sqs:%1$s:%2$s:%3$s"
            .formatted(hub.region(), hub.account(), QUEUE));
    hub.moto().record();
  }

  URI slack() {
    return slack.address().resolve("/slack/");
  }

  void slackIsDown(boolean down) {
    slackIsDown.set(down);
  }

  /** How many posts Slack took or refused. */
  int callsOfSlack() {
    return slack.requests().size();
  }

  /** Everything that arrived until now and contains all of the words, by channel. */
  Map<String, Integer> received(String... words) throws Exception {
    receive();
    return Map.of(
        "sns",
        count(notifications, words),
        "ses",
        count(mails(), words),
        "slack",
        count(posts, words));
  }

  private static int count(List<String> messages, String... words) {
    return (int)
        messages.stream().filter(it -> List.of(words).stream().allMatch(it::contains)).count();
  }

  private void receive() throws IOException, InterruptedException {
    for (int before = -1; before < notifications.size(); ) {
      before = notifications.size();
      String url = hub.moto().address() + "/" + hub.account() + "/" + QUEUE;
      String received =
          hub.call(
              "sqs",
              "AmazonSQS.ReceiveMessage",
              "{\"QueueUrl\":\""
                  + url
                  + "\",\"MaxNumberOfMessages\":10,\"VisibilityTimeout\":3600}");
      JsonScalars.of(received).entrySet().stream()
          .filter(it -> it.getKey().endsWith("/Body"))
          .forEach(it -> notifications.add(it.getValue()));
    }
  }

  /** Subjects and texts. */
  private List<String> mails() throws Exception {
    List<String> mails = new ArrayList<>();
    for (RecordedCall call : hub.moto().recorded()) {
      if (call.accessKey().equals(hub.accessKey())
          && call.request().body().startsWith("Action=SendRawEmail")) {
        byte[] raw =
            Base64.getDecoder().decode(call.request().form().getOrDefault("RawMessage.Data", ""));
        MimeMessage mail =
            new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
        MimeMultipart mixed = (MimeMultipart) mail.getContent();
        // An alert with an event has it attached beside the two bodies.
        MimeMultipart parts =
            mixed.getBodyPart(0).getContent() instanceof MimeMultipart bodies ? bodies : mixed;
        mails.add(mail.getSubject() + "\n" + parts.getBodyPart(0).getContent());
      }
    }
    return mails;
  }

  @Override
  public void close() {
    slack.close();
  }
}
