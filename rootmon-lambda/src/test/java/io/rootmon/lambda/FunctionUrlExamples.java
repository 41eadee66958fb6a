package io.rootmon.lambda;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.rootmon.internal.channel.slack.SlackSignature;
import io.rootmon.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests to the function's URL, as Lambda gives them to it. */
final class FunctionUrlExamples {
  static final String SECRET = "not-a-signing-secret";

  private FunctionUrlExamples() {}

  /** A button that a person pressed, signed by Slack. */
  static String clicked(String account, String incident, String action, Instant time) {
    byte[] body = form(payload(account, incident, action));
    return request("POST", SlackSignature.headers(body, new Secret(SECRET), time), body);
  }

  static String payload(String account, String incident, String action) {
    return """
        {"type":"block_actions","user":{"id":"U012AB3CD","username":"ana","team_id":"T061EG9R6"},
         "channel":{"id":"C0123456789","name":"root-alerts"},
         "message":{"type":"message","text":"Records"},
         "actions":[{"action_id":"rootmon-%s","block_id":"rootmon-responses","type":"button",
          "value":"%s/%s"}]}
        """
        .formatted(action, account, incident);
  }

  static byte[] form(String payload) {
    return ("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The example of https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html, which bodies
   * of forms reach in Base64.
   */
  static String request(String method, Map<String, String> headers, byte[] body) {
    return """
        {"version":"2.0","routeKey":"$default","rawPath":"/","rawQueryString":"Records=1",
         "cookies":["Records=1"],
         "headers":{"content-type":"application/x-www-form-urlencoded","records":"[]",
          "x-forwarded-for":"192.0.2.1","user-agent":"Slackbot 1.0 (+https://api.slack.com/robots)"%s},
         "queryStringParameters":{"Records":"[{\\"eventSource\\":\\"aws:sqs\\"}]"},
         "requestContext":{"accountId":"anonymous","apiId":"example","authentication":null,
          "domainName":"example.lambda-url.us-east-1.on.aws","domainPrefix":"example",
          "http":{"method":"%s","path":"/","protocol":"HTTP/1.1","sourceIp":"192.0.2.1",
           "userAgent":"Slackbot"},
          "requestId":"id","routeKey":"$default","stage":"$default",
          "time":"14/Mar/2026:02:05:00 +0000","timeEpoch":1773453900000},
         "body":"%s","pathParameters":null,"isBase64Encoded":true,"stageVariables":null}
        """
        .formatted(
            headers.entrySet().stream()
                .map(it -> ",\"" + it.getKey() + "\":\"" + quoted(it.getValue()) + "\"")
                .collect(Collectors.joining()),
            method,
            Base64.getEncoder().encodeToString(body));
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
