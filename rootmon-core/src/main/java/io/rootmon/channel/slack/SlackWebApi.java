package io.rootmon.channel.slack;

import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatPostMessageRequest.ChatPostMessageRequestBuilder;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import io.rootmon.alert.Alert;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.ThreadedMessaging;
import io.rootmon.channel.internal.SecretRefreshingCall;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.slack.SlackThreadDetails;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.util.Optional;

/**
 * Posts messages with a bot token: <a
 * href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a> and <a
 * href="https://docs.slack.dev/reference/methods/chat.update">chat.update</a>. Both need only the
 * scope {@code chat:write}.
 */
record SlackWebApi(SlackSettings.Bot settings, Templates templates, SlackHttpClient connection)
    implements ThreadedMessaging {

  /**
   * Checks that Slack accepts the token: <a
   * href="https://docs.slack.dev/reference/methods/auth.test">auth.test</a> needs no scope.
   */
  Optional<String> problem(Deadline deadline) throws DeliveryException {
    SecretRefreshingCall.send(settings.secret(), token -> connection.test(token, deadline));
    return Optional.empty();
  }

  Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    return post(message(alert, true), deadline);
  }

  @Override
  public boolean hasDetails(Alert alert) {
    return settings.details() && SlackThreadDetails.isNeeded(alert);
  }

  /** Posts the commands and the event below the alert. */
  @Override
  public Receipt sendDetails(Alert alert, Receipt parent, Deadline deadline)
      throws DeliveryException {
    String ts = messageId(parent).ts();
    SlackThreadDetails details = SlackThreadDetails.of(alert);
    return post(
        ChatPostMessageRequest.builder()
            .channel(settings.channel())
            .threadTs(ts)
            .text(details.text())
            .blocks(details.blocks())
            .unfurlLinks(false)
            .unfurlMedia(false),
        deadline);
  }

  /**
   * Posts a reply, <a href="https://docs.slack.dev/messaging#threading">also to the channel</a> if
   * it is a broadcast.
   */
  @Override
  public Receipt reply(Alert alert, Receipt parent, boolean broadcast, Deadline deadline)
      throws DeliveryException {
    String ts = messageId(parent).ts();
    return post(message(alert, broadcast).threadTs(ts).replyBroadcast(broadcast), deadline);
  }

  @Override
  public Receipt update(Alert alert, Receipt parent, Deadline deadline) throws DeliveryException {
    SlackMessage message = printed(alert);
    SlackMessageRef ref = messageId(parent);
    ChatUpdateRequest request =
        ChatUpdateRequest.builder()
            .channel(ref.channel())
            .ts(ref.ts())
            .text(message.text())
            .blocks(message.blocks())
            .build();
    return SecretRefreshingCall.send(
        settings.secret(), token -> connection.update(request, token, deadline));
  }

  /**
   * Returns the id of the parent message. A message in another channel, from before the settings
   * changed, is rejected.
   */
  private SlackMessageRef messageId(Receipt parent) throws DeliveryException {
    return SlackMessageRef.find(parent)
        .filter(it -> it.channel().equals(settings.channel()))
        .orElseThrow(
            () -> DeliveryException.gone("Slack: the parent message is not in this channel"));
  }

  private SlackMessage printed(Alert alert) {
    return SlackMessage.of(alert, templates, settings.buttons(), settings.details());
  }

  private ChatPostMessageRequestBuilder message(Alert alert, boolean mentions) {
    SlackMessage message = printed(alert);
    if (mentions) {
      message = message.withMentions(settings.mentions().in(alert));
    }
    return ChatPostMessageRequest.builder()
        .channel(settings.channel())
        .text(message.text())
        .blocks(message.blocks())
        .unfurlLinks(false)
        .unfurlMedia(false);
  }

  private Receipt post(ChatPostMessageRequestBuilder message, Deadline deadline)
      throws DeliveryException {
    ChatPostMessageRequest request = message.build();
    return SecretRefreshingCall.send(
        settings.secret(), token -> connection.post(request, token, deadline));
  }
}
