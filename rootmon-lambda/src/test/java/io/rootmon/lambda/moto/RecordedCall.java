package io.rootmon.lambda.moto;

import com.sun.net.httpserver.Headers;
import io.rootmon.channel.FakeHttpServer.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recorded call of AWS, with the IAM permissions that its caller needs. */
public record RecordedCall(Request request) {
  private static final Pattern SCOPE =
      Pattern.compile("Credential=([^/]+)/\\d+/[^/]+/([^/]+)/aws4_request");
  private static final Pattern PART = Pattern.compile("/TransactItems/\\d+/(\\w+)/.*");

  /** A part of a transaction, as IAM calls it. */
  private static final Map<String, String> PARTS =
      Map.of(
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem");

  /** A recording: JSON objects, not always one on a line, because moto writes two together. */
  static List<RecordedCall> read(String recording) throws IOException {
    List<RecordedCall> calls = new ArrayList<>();
    for (Map<String, String> entry : JsonScalars.sequence(recording)) {
      Headers headers = new Headers();
      entry.forEach(
          (pointer, value) -> {
            if (pointer.startsWith("/headers/")) {
              headers.add(pointer.substring("/headers/".length()), value);
            }
          });
      String body = entry.getOrDefault("/body", "");
      if (Boolean.parseBoolean(entry.get("/body_encoded"))) {
        body = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
      }
      URI target = URI.create(entry.getOrDefault("/url", ""));
      if (!target.getPath().startsWith("/moto-api/")) {
        calls.add(new RecordedCall(new Request(target, headers, body)));
      }
    }
    return calls;
  }

  /** Whose it is. */
  public String accessKey() {
    return scope().group(1);
  }

  /** Such as {@code sns:Publish}; several for a transaction. */
  Set<String> actions() throws IOException {
    Set<String> actions = new TreeSet<>();
    String operation = operation();
    String service = scope().group(2);
    if (!operation.startsWith("Transact")) {
      return Set.of(service + ":" + operation);
    }
    for (String pointer : JsonScalars.of(request.body()).keySet()) {
      Matcher part = PART.matcher(pointer);
      if (part.matches()) {
        actions.add(service + ":" + PARTS.get(part.group(1)));
      }
    }
    return actions;
  }

  /** Of the JSON protocol, or of the query protocol. */
  String operation() {
    String target = request.headers().getFirst("X-Amz-Target");
    if (target != null) {
      return target.substring(target.lastIndexOf('.') + 1);
    }
    if (!request.body().startsWith("Action=")) {
      throw new AssertionError("call: expected a protocol that is known here but was " + request);
    }
    return request.form().getOrDefault("Action", "");
  }

  private Matcher scope() {
    Matcher scope = SCOPE.matcher(String.valueOf(request.headers().getFirst("Authorization")));
    if (!scope.find()) {
      throw new AssertionError("call: expected a signature but was " + request);
    }
    return scope;
  }
}
