package io.rootmon.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.cases.CaseFiles;
import io.rootmon.cases.GoldenFile;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.Detector;
import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.MfaUse;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageJsonTest {
  private static final Path SIGN_IN =
      CaseFiles.FOLDER.resolve("critical/root.sign-in.without-mfa.json");
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final Account ACCOUNT =
      new Account(Optional.of(PAYMENTS), Optional.of("payments-prod"), Optional.of("Ana Example"));

  /** Writes a document. */
  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  @Test
  void everyDocumentFollowsTheSchema() throws Exception {
    documents()
        .forEach(
            (name, json) -> {
              GoldenFile.check("documents/" + name + ".json", json);
              MessageSchema.assertValid(json);
            });
  }

  /** A receiver relies on every key: it may be null, but it is there. */
  @Test
  void theSchemaRejectsADocumentThatLacksAKey() throws Exception {
    for (String json : documents().values()) {
      List<JsonObject> without = new ArrayList<>();
      JsonObject document = JsonParser.parseString(json).getAsJsonObject();
      removals(document, document, without);

      assertThat(without).hasSizeGreaterThan(10);
      for (JsonObject mutant : without) {
        assertThat(MessageSchema.problemsOf(mutant.toString())).as("%s", mutant).isNotEmpty();
      }
      assertThat(MessageSchema.problemsOf(json)).isEmpty();
    }
  }

  @Test
  void theSchemaRejectsAnotherVersionAndAcceptsMoreKeys() throws Exception {
    String json = Objects.requireNonNull(documents().get("finding"));

    assertThat(MessageSchema.problemsOf(json.replace("\"schemaVersion\":1", "\"schemaVersion\":2")))
        .isNotEmpty();
    assertThat(MessageSchema.problemsOf(json.replace("\"CRITICAL\"", "\"WORST\""))).isNotEmpty();
    assertThat(
            MessageSchema.problemsOf(
                json.replace("{\"schemaVersion\"", "{\"new\":1,\"schemaVersion\"")))
        .isEmpty();
  }

  @Test
  void theSchemaNamesTheValuesOfTheCode() {
    assertThat(names("severity/enum")).isEqualTo(names(Severity.values()));
    assertThat(names("finding/properties/kind/enum")).isEqualTo(names(ActivityKind.values()));
    assertThat(names("finding/properties/outcome/enum")).isEqualTo(names(EventOutcome.values()));
    assertThat(names("finding/properties/mfa/enum")).isEqualTo(names(MfaUse.values()));
    assertThat(names("response/properties/action/enum")).isEqualTo(names(Response.Action.values()));
    assertThat(names("alertDocument/properties/notificationReason/enum"))
        .containsAll(Arrays.stream(NotificationReason.values()).map(it -> it.key()).toList());
  }

  @Test
  void theSchemaDescribesEveryKey() {
    List<String> silent = new ArrayList<>();
    undescribed("", MessageSchema.published().getAsJsonObject("$defs"), silent);

    assertThat(silent).isEmpty();
  }

  @Test
  void hidesSecretsAndControlCharactersOfTheEvent() throws Exception {
    CloudTrailEvent event =
        new CloudTrailReader()
            .events(
                """
                {"eventTime":"2026-03-14T02:17:45Z","eventSource":"iam.amazonaws.com",
                 "eventName":"a\\u001b[2J","eventID":"1",
                 "userAgent":"x aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                 "userIdentity":{"type":"IAMUser","accountId":"111122223333"}}
                """)
            .get(0);

    String json = write(it -> MessageJson.write(event, ACCOUNT, it));

    assertThat(json).doesNotContain("u001B", "wJalrXUtn");
    MessageSchema.assertValid(json);
  }

  private static Map<String, String> documents() throws Exception {
    CloudTrailEvent event = CaseFiles.event(SIGN_IN);
    Finding finding = StandardRules.policy().judge(new Detector().detect(event).orElseThrow());
    Alert alert = new AlertFactory(AccountDirectory.of(Map.of(PAYMENTS, ACCOUNT))).about(finding);
    FindingMessage message =
        new FindingMessage(
            finding,
            ACCOUNT,
            alert.headline(),
            Optional.of("111122223333-2026-03-14-c8f9692b"),
            Optional.of(NotificationReason.FIRST),
            Optional.empty());
    IncidentMessage incident =
        new IncidentMessage(
            "111122223333-2026-03-14-c8f9692b",
            Severity.CRITICAL,
            alert.headline(),
            ACCOUNT,
            event.time(),
            Optional.of(event.time().plusSeconds(60)),
            Optional.empty(),
            2,
            Map.of(Severity.CRITICAL, 2L),
            Set.of("203.0.113.0/24"),
            List.of(
                new Response(
                    Instant.parse("2026-03-14T02:30:00Z"),
                    "ana",
                    Response.Action.ACKNOWLEDGED,
                    "chat")),
            Optional.empty());
    return Map.of(
        "event", write(it -> MessageJson.write(event, ACCOUNT, it)),
        "finding", write(it -> MessageJson.write(message, it)),
        "incident", write(it -> MessageJson.write(incident, it)),
        "sign-in", MessageJson.of(alert));
  }

  private static String write(Writing writing) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      writing.to(json);
    }
    return text.toString();
  }

  /** Adds a copy of the document for each of its keys, without that key. */
  private static void removals(JsonObject document, JsonElement at, List<JsonObject> without) {
    if (at instanceof JsonArray array) {
      array.forEach(it -> removals(document, it, without));
    } else if (at instanceof JsonObject object) {
      for (String key : List.copyOf(object.keySet())) {
        if (!key.equals("severities")) {
          removals(document, object.get(key), without);
        }
        if (!object.equals(document.getAsJsonObject().get("severities")) && !isCounts(object)) {
          JsonElement value = object.remove(key);
          without.add(document.deepCopy());
          object.add(key, value);
        }
      }
    }
  }

  private static boolean isCounts(JsonObject object) {
    return object.keySet().stream().allMatch(it -> it.equals("CRITICAL"));
  }

  private static List<String> names(String path) {
    JsonElement at = MessageSchema.published().getAsJsonObject("$defs");
    for (String key : path.split("/", -1)) {
      at = at.getAsJsonObject().get(key);
    }
    return at.getAsJsonArray().asList().stream()
        .filter(it -> !it.isJsonNull())
        .map(JsonElement::getAsString)
        .toList();
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static void undescribed(String path, JsonObject definitions, List<String> silent) {
    for (var it : definitions.asMap().entrySet()) {
      JsonObject rules = it.getValue().getAsJsonObject();
      String at = path + "/" + it.getKey();
      if (!rules.has("description")) {
        silent.add(at);
      }
      if (rules.has("properties")) {
        undescribed(at, rules.getAsJsonObject("properties"), silent);
      }
    }
  }
}
