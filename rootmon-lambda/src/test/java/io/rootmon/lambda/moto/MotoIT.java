package io.rootmon.lambda.moto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.organization.AwsAccounts;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import io.rootmon.lambda.ControlMessageExamples;
import io.rootmon.lambda.SlackThreadReplies;
import io.rootmon.lambda.ZipWorker;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The zip as Lambda runs it, with AWS's own protocols at every end. */
@Tag("iac")
@Timeout(240)
class MotoIT {
  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";
  private static final String SESSION_KEY = "ASIAIOSFODNN7EXAMPLE";

  /**
   * The features of the hourly and daily checks, of messages that point to an object, and of Lambda
   * itself.
   */
  private static final String OF_CHECKS =
      "deadLetters|drift|delegatedAdministrator|network|regions|topicHealth|sesHealth|objects"
          + "|eventbridge|securityhub|s3Templates|ssmTemplates|trail\\w+";

  private static final Path PERMISSIONS = Path.of("..", "iac", "permissions.json");

  private final MotoServer moto = MotoServer.shared();
  private final Path folder;
  private final AtomicBoolean hookIsDown = new AtomicBoolean();

  MotoIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everyServiceGetsEachAlertOnce() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(this::answer)) {
      MotoAccount account = MotoAccount.withFarEnd(moto, farEnd.address());
      moto.record();
      try (ZipWorker worker = ZipWorker.start(folder, account.environment())) {
        assertThat(worker.take(batch())).isEqualTo(ALL_DONE);
        assertThatTheTopicTellsAll(account.notifications());
        assertThatTheMailsAreWhole(mails());
        assertThat(farEnd.requests())
            .filteredOn(it -> it.target().getPath().equals("/slack/chat.postMessage"))
            .filteredOn(it -> !SlackThreadReplies.isDetails(it))
            .hasSize(3)
            .allMatch(
                it -> "Bearer xoxb-not-a-token".equals(it.headers().getFirst("Authorization")));
        assertThat(farEnd.requests())
            .filteredOn(it -> it.target().getPath().equals("/hook"))
            .hasSize(3)
            .allSatisfy(MotoIT::isSignedByTheSecretsField);
        assertThatAllItemsEnd(account.items());

        assertThat(worker.take("m5", MotoEvents.signIn("sign-in"))).isEqualTo(ALL_DONE);
        assertThat(account.notifications()).isEmpty();
        assertThat(mails()).hasSize(3);
        assertThat(farEnd.requests()).filteredOn(MotoIT::isNew).hasSize(6);
      }
    }
  }

  /**
   * Calls run one after the other, because moto cannot separate two calls (see {@link
   * SerializedCalls}). {@link MotoStateIT} tests concurrent calls.
   */
  @Test
  void twoWorkersNotifyOnce() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(this::answer)) {
      MotoAccount account = MotoAccount.withFarEnd(moto, farEnd.address());
      try (ZipWorker first = ZipWorker.start(folder, account.environment())) {
        assertThat(first.take(batch())).isEqualTo(ALL_DONE);
      }
      // Not beside the first: the runtime's client unpacks its library over the one in use.
      try (ZipWorker second = ZipWorker.start(folder, account.environment())) {
        assertThat(second.take(batch())).isEqualTo(ALL_DONE);
        assertThat(account.notifications()).hasSize(3);
        assertThat(farEnd.requests()).filteredOn(MotoIT::isNew).hasSize(6);
      }
    }
  }

  /** An update of a parent message and the details of an alert notify no user. */
  private static boolean isNew(FakeHttpServer.Request request) {
    return !request.target().getPath().equals("/slack/chat.update")
        && !SlackThreadReplies.isDetails(request);
  }

  @Test
  void theRoleIsGrantedWhatTheFunctionCallsAndNoMore() throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(this::answer)) {
      MotoAccount account = MotoAccount.withFarEnd(moto, farEnd.address());
      MotoCoverageIT.createOrganization(moto);
      moto.record();
      try (ZipWorker first = ZipWorker.start(folder, account.environment())) {
        // A lease is released if the endpoint is unavailable, and acquired again.
        hookIsDown.set(true);
        assertThat(first.take("m1", MotoEvents.signIn("sign-in"))).contains("\"m1\"");
        hookIsDown.set(false);
        first.take("m2", MotoEvents.assumeRoot("assume", SESSION_KEY));
      }
      // Not beside the first: the runtime's client unpacks its library over the one in use.
      try (ZipWorker second = ZipWorker.start(folder, account.environment())) {
        // The one worker reads what the other wrote.
        assertThat(second.take("m1", MotoEvents.signIn("sign-in"))).isEqualTo(ALL_DONE);
        second.take("m3", MotoEvents.eventWith("act", SESSION_KEY));
        assertThat(readable(account.notifications().toString())).contains(MotoEvents.HUMAN);
        second.take(
            "m4",
            ControlMessageExamples.heartbeat(
                MotoCoverageIT.MANAGEMENT, "eu-west-1", Instant.now()));
        second.take("m5", ControlMessageExamples.check(Instant.now()));
      }
      Set<String> called = new TreeSet<>();
      for (RecordedCall call : functionsCalls()) {
        called.addAll(call.actions());
      }
      Map<String, String> permissions = JsonScalars.of(Files.readString(PERMISSIONS));
      permissions.remove("/comment");
      // The hourly check asks some of these here, and all of them where it is configured to.
      Set<String> ofChecks = new TreeSet<>();
      permissions.forEach(
          (name, action) -> {
            if (name.matches("/(" + OF_CHECKS + ")/.*")) {
              ofChecks.add(action);
            }
          });
      permissions.values().removeAll(ofChecks);
      called.removeAll(ofChecks);
      // As MotoNamesIT shows. They are called here if the list of accounts takes too long.
      permissions.values().removeAll(AwsAccounts.ACTIONS);
      called.removeAll(AwsAccounts.ACTIONS);
      assertThat(called).containsExactlyInAnyOrderElementsOf(permissions.values());
      assertThat(permissions.values()).containsAll(DynamoDbStore.ACTIONS);
    }
  }

  private static String[] batch() {
    return new String[] {
      "m1", MotoEvents.signIn("sign-in"),
      "m2", MotoEvents.assumeRoot("assume", SESSION_KEY),
      "m3", MotoEvents.eventWith("act", SESSION_KEY),
      "m4", MotoEvents.byService("service")
    };
  }

  private Answer answer(Request request) {
    if (request.target().getPath().equals("/hook")) {
      return new Answer(hookIsDown.get() ? 503 : 200, "");
    }
    return new Answer(200, "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0123456789\"}");
  }

  private static void isSignedByTheSecretsField(Request request) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("not-a-signing-key".getBytes(UTF_8), "HmacSHA256"));
    String signed = request.headers().getFirst("Rootmon-Timestamp") + "." + request.body();
    assertThat(request.headers().getFirst("Rootmon-Signature"))
        .isEqualTo("v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8))));
  }

  private static void assertThatTheTopicTellsAll(List<Map<String, String>> notifications) {
    assertThat(notifications)
        .extracting(
            it -> it.get("/MessageAttributes/eventName/Value"),
            it -> it.get("/MessageAttributes/severity/Value"),
            it -> it.get("/MessageAttributes/account/Value"),
            it -> it.get("/MessageAttributes/kind/Value"))
        .containsExactlyInAnyOrder(
            tuple("ConsoleLogin", "CRITICAL", "444455556666", "DIRECT"),
            tuple("AssumeRoot", "HIGH", "444455556666", "ASSUME_ROOT"),
            tuple("DeleteBucketPolicy", "HIGH", "444455556666", "ASSUMED_ROOT"));
    assertThat(notifications)
        .allMatch(it -> it.getOrDefault("/Subject", "").contains("444455556666"));
    assertThat(notifications)
        .filteredOn(it -> "ConsoleLogin".equals(it.get("/MessageAttributes/eventName/Value")))
        .noneMatch(it -> readable(it.getOrDefault("/Message", "")).contains(MotoEvents.HUMAN));
    // The event itself does not say who it was.
    assertThat(notifications)
        .filteredOn(it -> "DeleteBucketPolicy".equals(it.get("/MessageAttributes/eventName/Value")))
        .allMatch(it -> readable(it.getOrDefault("/Message", "")).contains(MotoEvents.HUMAN));
  }

  /** A message breaks up what an email client would turn into a link. */
  private static String readable(String message) {
    return message.replace("[.]", ".");
  }

  private static void assertThatTheMailsAreWhole(List<MimeMessage> mails) throws Exception {
    Set<String> threads = new TreeSet<>();
    assertThat(mails).hasSize(3);
    for (MimeMessage mail : mails) {
      assertThat(mail.getFrom()[0]).hasToString(MotoAccount.SENDER);
      assertThat(mail.getHeader("In-Reply-To")).hasSize(1);
      assertThat(mail.getHeader("References")).isEqualTo(mail.getHeader("In-Reply-To"));
      threads.addAll(List.of(mail.getHeader("References")));
      // The event is attached beside the two bodies.
      MimeMultipart mixed = (MimeMultipart) mail.getContent();
      MimeMultipart parts = (MimeMultipart) mixed.getBodyPart(0).getContent();
      assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
      assertThat((String) parts.getBodyPart(0).getContent()).contains("444455556666");
      assertThat(parts.getBodyPart(1).isMimeType("text/html")).isTrue();
      assertThat(((String) parts.getBodyPart(1).getContent()).strip())
          .contains("444455556666")
          .endsWith("</html>");
    }
    // One account on one day.
    assertThat(threads).singleElement().asString().matches("<.+@rootmon\\.invalid>");
  }

  private static void assertThatAllItemsEnd(List<Map<String, String>> items) {
    // 3 decisions, each with a name and an entry, 3 alerts in 4 channels, the details of the
    // thread,
    // a session, an account.
    assertThat(items).hasSize(3 * 3 + 3 * 4 + 1 + 1 + 1);
    assertThat(items)
        .allSatisfy(
            it -> {
              Duration memory = memory(id(it));
              String expires = it.getOrDefault(DynamoDbStore.EXPIRY, "none");
              assertThat(Instant.ofEpochSecond(Long.parseLong(expires)))
                  .isBetween(
                      Instant.now().plus(memory).minus(Duration.ofMinutes(4)),
                      Instant.now().plus(memory));
            });
    assertThat(items)
        .filteredOn(it -> id(it).startsWith("delivery#"))
        .hasSize(13)
        .allMatch(it -> it.containsKey("reference"));
  }

  private static Duration memory(String id) {
    return switch (id.substring(0, id.indexOf('#'))) {
      case "session" -> SharedStateStore.SESSION_MEMORY;
      case "account" -> SharedStateStore.HISTORY_MEMORY;
      case "entry" -> SharedStateStore.INCIDENT_MEMORY;
      default -> SharedStateStore.MEMORY;
    };
  }

  private static String id(Map<String, String> item) {
    return item.getOrDefault(DynamoDbStore.KEY, "");
  }

  private List<MimeMessage> mails() throws Exception {
    List<MimeMessage> mails = new ArrayList<>();
    for (RecordedCall call : functionsCalls()) {
      if (call.operation().equals("SendRawEmail")) {
        byte[] raw =
            Base64.getDecoder().decode(call.request().form().getOrDefault("RawMessage.Data", ""));
        mails.add(
            new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw)));
      }
    }
    return mails;
  }

  private List<RecordedCall> functionsCalls() throws IOException, InterruptedException {
    return moto.recorded().stream()
        .filter(it -> it.accessKey().equals(MotoAccount.FUNCTION_KEY))
        .toList();
  }
}
