package io.rootmon.channel.slack;

import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.internal.HttpErrors;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Classifies Slack's errors: the codes of <a
 * href="https://docs.slack.dev/reference/methods/chat.postMessage#errors">chat.postMessage</a> and
 * <a href="https://docs.slack.dev/reference/methods/chat.update#errors">chat.update</a>, which
 * arrive with status 200, and of <a
 * href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors">
 * incoming webhooks</a>, which do not. An unknown code counts as transient, so that the alert is
 * retried and not lost.
 */
final class SlackErrors {
  private static final Set<String> SECRET_NOT_ACCEPTED =
      Set.of(
          "invalid_auth",
          "not_authed",
          "token_revoked",
          "token_expired",
          "account_inactive",
          "invalid_token",
          "no_service",
          "no_service_id",
          "no_active_hooks",
          "no_team");

  private static final Set<String> GONE =
      Set.of("message_not_found", "thread_not_found", "cannot_reply_to_message");

  private static final Map<String, String> LASTING =
      Map.ofEntries(
          Map.entry("channel_not_found", "check the channel's id and invite the bot"),
          Map.entry("not_in_channel", "invite the bot to the channel"),
          Map.entry("is_archived", "choose a channel that is not archived"),
          Map.entry("channel_is_archived", "choose a channel that is not archived"),
          Map.entry("missing_scope", "give the app the scope chat:write and install it again"),
          Map.entry("not_allowed_token_type", "use a bot token"),
          Map.entry("no_permission", "let the app post"),
          Map.entry("access_denied", "let the app post"),
          Map.entry("ekm_access_denied", "let the app post"),
          Map.entry("action_prohibited", "let the app post"),
          Map.entry("restricted_action", "let the app post to this channel"),
          Map.entry("restricted_action_read_only_channel", "let the app post to this channel"),
          Map.entry("posting_to_general_channel_denied", "choose another channel"),
          Map.entry("team_access_not_granted", "grant the app this workspace"),
          Map.entry("org_login_required", "the workspace is being migrated"),
          Map.entry("msg_too_long", "shorten the Slack templates"),
          Map.entry("msg_blocks_too_long", "shorten the Slack templates"),
          Map.entry("no_text", "let the Slack templates print something"),
          Map.entry("invalid_blocks", "correct the Slack templates"),
          Map.entry("invalid_blocks_format", "correct the Slack templates"),
          Map.entry("invalid_payload", "correct the Slack templates"),
          Map.entry("invalid_arguments", "correct the Slack templates"),
          Map.entry("cant_update_message", "let the app that posted the message change it"),
          Map.entry("edit_window_closed", "let messages be edited for longer"),
          Map.entry("method_deprecated", "update rootmon"),
          Map.entry("deprecated_endpoint", "update rootmon"));

  private SlackErrors() {}

  static DeliveryException failure(int status, String said, Optional<Duration> retryAfter) {
    // A string that is not an error code may quote anything.
    String code = said.strip().matches("[a-z_]{2,60}") ? said.strip() : "";
    String message = "Slack: " + (code.isEmpty() ? "HTTP " + status : code);
    if (SECRET_NOT_ACCEPTED.contains(code)) {
      return DeliveryException.secretNotAccepted(message + "; renew the token or webhook");
    }
    if (GONE.contains(code)) {
      return DeliveryException.gone(message);
    }
    String remedy = LASTING.get(code);
    if (remedy != null) {
      return DeliveryException.rejected(message + "; " + remedy, null);
    }
    int meaning = HttpErrors.isSuccess(status) ? 503 : status;
    return HttpErrors.failure(meaning, retryAfter, message);
  }
}
