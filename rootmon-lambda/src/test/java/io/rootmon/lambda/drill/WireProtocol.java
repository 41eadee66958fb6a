package io.rootmon.lambda.drill;

import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the endpoint of a channel answers, and where its requests have the text of an alert. */
enum WireProtocol {
  SNS("sns/body.txt.ftl", "plainText"),
  SES("ses/body.txt.ftl", "plainText"),
  SLACK("slack/summary.slack.ftl", "Slack"),
  TEAMS("teams/card.json.ftl", "JSON"),
  /** SNS with custom notifications for Amazon Q Developer in chat applications. */
  CHAT("sns/chat.json.ftl", "JSON"),
  JSM("", ""),
  EVENTBRIDGE("", ""),
  SECURITYHUB("", "");

  /** The channels of the first table, which one scenario has together. */
  static final Set<WireProtocol> FIRST = Set.of(SNS, SES, SLACK);

  /** The channels of the second table, each of which has a topic beside it. */
  static final List<WireProtocol> FURTHER = List.of(TEAMS, CHAT, JSM, EVENTBRIDGE, SECURITYHUB);

  private static final String INCIDENT = "Root Incident";

  /** What a broken template replaces; empty for a channel without templates. */
  private final String template;

  private final String format;

  WireProtocol(String template, String format) {
    this.template = template;
    this.format = format;
  }

  /** Returns the channel's name in the configuration. */
  String channel() {
    return name().toLowerCase(Locale.ROOT);
  }

  Optional<String> template() {
    return Optional.of(template).filter(it -> !it.isEmpty());
  }

  /** Returns a template that cannot be printed. */
  String brokenTemplate() {
    return "<#ftl output_format=\"" + format + "\">\n${alert.noSuchThing.atAll}\n";
  }

  /** Returns the answer to a request that is accepted. */
  Answer accept(Request request) {
    return switch (this) {
      case SNS, CHAT ->
          new Answer(
              200,
              "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult>"
                  + "</PublishResponse>");
      case SES ->
          new Answer(
              200,
              "<SendRawEmailResponse><SendRawEmailResult><MessageId>1</MessageId>"
                  + "</SendRawEmailResult></SendRawEmailResponse>");
      case SLACK -> new Answer(200, "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0123456789\"}");
      case TEAMS -> new Answer(202, "");
      case JSM -> new Answer(202, "{\"result\":\"Request will be processed\"}");
      case EVENTBRIDGE -> entries(request, it -> false, "");
      case SECURITYHUB ->
          new Answer(200, "{\"FailedCount\":0,\"SuccessCount\":1,\"FailedFindings\":[]}");
    };
  }

  Answer error(int status, String code) {
    return switch (this) {
      case SLACK -> new Answer(status, "{\"ok\":false,\"error\":\"" + code + "\"}");
      case TEAMS, JSM -> new Answer(status, "{\"message\":\"" + code + "\"}");
      case EVENTBRIDGE, SECURITYHUB -> new Answer(status, "{\"__type\":\"" + code + "\"}");
      case SNS, SES, CHAT ->
          new Answer(
              status,
              "<ErrorResponse><Error><Type>Sender</Type><Code>"
                  + code
                  + "</Code><Message>no</Message>"
                  + "</Error><RequestId>1</RequestId></ErrorResponse>");
    };
  }

  /** Returns the answer of an endpoint that is too busy, as each reports it. */
  Answer throttle(Request request) {
    return switch (this) {
      // EventBridge throttles single entries: here the incident is accepted and the finding is not.
      case EVENTBRIDGE -> entries(request, it -> !it.equals(INCIDENT), "ThrottlingException");
      case SECURITYHUB -> failedFinding("InternalError");
      default -> error(429, "ratelimited").with("Retry-After", "2");
    };
  }

  /** Returns an answer after which no retry can help. */
  Answer reject(Request request) {
    return switch (this) {
      case SNS, CHAT -> error(404, "NotFound");
      case SES -> error(400, "MessageRejected");
      case SLACK -> error(200, "channel_not_found");
      case TEAMS -> error(404, "WorkflowNotFound");
      case JSM -> error(422, "Key format is not valid");
      case EVENTBRIDGE -> entries(request, it -> true, "NotAuthorizedForSource");
      case SECURITYHUB -> failedFinding("InvalidInput");
    };
  }

  /** Returns the text in which an alert's event is found. */
  String text(Request request) {
    return switch (this) {
      case SNS, SLACK, CHAT -> String.join(" ", request.form().values());
      case SES -> mail(request);
      case TEAMS, JSM, SECURITYHUB -> request.body();
      case EVENTBRIDGE ->
          entries(request)
              .filter(it -> !detailType(it).equals(INCIDENT))
              .map(it -> String.valueOf(it.get("Detail")))
              .collect(Collectors.joining(" "));
    };
  }

  private static String mail(Request request) {
    byte[] mail =
        Base64.getMimeDecoder().decode(request.form().getOrDefault("RawMessage.Data", ""));
    // Quoted-printable splits a word at the end of a line.
    return new String(mail, StandardCharsets.UTF_8).replace("=\r\n", "");
  }

  private static Answer failedFinding(String code) {
    return new Answer(
        200,
        "{\"FailedCount\":1,\"SuccessCount\":0,\"FailedFindings\":[{\"ErrorCode\":\""
            + code
            + "\",\"ErrorMessage\":\"no\"}]}");
  }

  private static Answer entries(Request request, Predicate<String> fails, String code) {
    String results =
        entries(request)
            .map(
                it ->
                    fails.test(detailType(it))
                        ? "{\"ErrorCode\":\"" + code + "\",\"ErrorMessage\":\"no\"}"
                        : "{\"EventId\":\"1\"}")
            .collect(Collectors.joining(","));
    return new Answer(200, "{\"FailedEntryCount\":0,\"Entries\":[" + results + "]}");
  }

  private static Stream<Map<?, ?>> entries(Request request) {
    return JsonTree.read("request", request.body()) instanceof Map<?, ?> body
            && body.get("Entries") instanceof List<?> entries
        ? entries.stream().map(it -> it instanceof Map<?, ?> entry ? entry : Map.of())
        : Stream.empty();
  }

  private static String detailType(Map<?, ?> entry) {
    return String.valueOf(entry.get("DetailType"));
  }
}
