package io.rootmon.internal.channel.slack;

import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.internal.channel.slack.SlackButtons.SlackButtonValue;
import io.rootmon.internal.channel.slack.SlackInteraction.ButtonClick;
import io.rootmon.internal.channel.slack.SlackInteraction.LinkClick;
import io.rootmon.internal.channel.slack.SlackInteraction.RejectedRequest;
import io.rootmon.internal.json.JsonTree;
import io.rootmon.internal.text.SafeText;
import io.rootmon.secret.Secret;
import io.rootmon.secret.SecretSource;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Parses <a href="https://docs.slack.dev/reference/interaction-payloads/block_actions-payload">the
 * payload of a button click</a>. The signature is verified before any part of a request is parsed.
 * Safe for use by multiple threads.
 */
public final class SlackInteractionParser {
  /**
   * A payload quotes the message, which has at most about 12,000 characters, and escapes it twice.
   */
  public static final int MAX_LENGTH = 256 * 1024;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PAYLOAD = "payload=";
  private static final int MAX_NAME_LENGTH = 60;

  private final SecretSource signingSecret;
  private final InstantSource clock;

  public SlackInteractionParser(SecretSource signingSecret, InstantSource clock) {
    this.signingSecret = signingSecret;
    this.clock = clock;
  }

  /**
   * Parses a request.
   *
   * @param headers the headers by lower-case names
   * @throws IOException if the secret cannot be read
   */
  public SlackInteraction read(Map<String, String> headers, byte[] body) throws IOException {
    if (body.length > MAX_LENGTH) {
      return new RejectedRequest(413, "the body is too long");
    }
    String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    if (!type.equals(FORM) && !type.startsWith(FORM + ";")) {
      return new RejectedRequest(415, "not a form");
    }
    String timestamp = headers.getOrDefault(SlackSignature.TIMESTAMP, "");
    String signature = headers.getOrDefault(SlackSignature.SIGNATURE, "");
    if (timestamp.isEmpty() || signature.isEmpty()) {
      return new RejectedRequest(401, "not signed");
    }
    if (!SlackSignature.isFresh(timestamp, clock.instant())) {
      return new RejectedRequest(401, "signed more than five minutes ago, or in the future");
    }
    if (!isGenuine(signature, timestamp, body)) {
      return new RejectedRequest(401, "the signature is not Slack's");
    }
    return payload(new String(body, StandardCharsets.UTF_8));
  }

  /**
   * Verifies the signature. If the secret was rotated, it is read again, at most every 30 seconds.
   */
  private boolean isGenuine(String signature, String timestamp, byte[] body) throws IOException {
    Secret secret = signingSecret.current();
    if (SlackSignature.isGenuine(signature, timestamp, body, secret)) {
      return true;
    }
    Secret fresh = signingSecret.refresh();
    return !fresh.equals(secret) && SlackSignature.isGenuine(signature, timestamp, body, fresh);
  }

  private SlackInteraction payload(String form) {
    RejectedRequest broken = new RejectedRequest(400, "not a payload");
    if (!form.startsWith(PAYLOAD) || form.indexOf('&') >= 0) {
      return broken;
    }
    try {
      String json = URLDecoder.decode(form.substring(PAYLOAD.length()), StandardCharsets.UTF_8);
      return JsonTree.read("payload", json) instanceof Map<?, ?> payload
          ? response(payload)
          : broken;
    } catch (IllegalArgumentException e) {
      return broken; // Without the cause, which may quote the payload.
    }
  }

  private SlackInteraction response(Map<?, ?> payload) {
    if (!text(payload, "type").equals("block_actions")) {
      return new RejectedRequest(400, "not a button click");
    }
    if (!(payload.get("actions") instanceof List<?> actions)
        || actions.size() != 1
        || !(actions.get(0) instanceof Map<?, ?> pressed)) {
      return new RejectedRequest(400, "not one action");
    }
    if (SlackButtons.isLink(text(pressed, "action_id"))) {
      return new LinkClick();
    }
    Optional<Action> action = SlackButtons.action(text(pressed, "action_id"));
    Optional<SlackButtonValue> target = SlackButtonValue.parse(text(pressed, "value"));
    Optional<String> who = user(object(payload, "user"));
    if (action.isEmpty() || target.isEmpty() || who.isEmpty()) {
      return new RejectedRequest(400, "not a button of rootmon");
    }
    Map<?, ?> channel = object(payload, "channel");
    String name = text(channel, "name").isEmpty() ? text(channel, "id") : text(channel, "name");
    Response response =
        new Response(
            clock.instant(),
            who.get(),
            action.get(),
            SafeText.line("Slack " + name, MAX_NAME_LENGTH));
    return new ButtonClick(target.get().account(), target.get().incident(), response);
  }

  /** Returns the name, which users choose themselves, and the id, which they cannot change. */
  private static Optional<String> user(Map<?, ?> user) {
    String id = text(user, "id");
    if (!id.matches("[A-Z0-9]{2,30}")) {
      return Optional.empty();
    }
    String chosen = text(user, "username").isEmpty() ? text(user, "name") : text(user, "username");
    String name = SafeText.line(chosen, MAX_NAME_LENGTH);
    return Optional.of(name.isEmpty() ? id : name + " (" + id + ")");
  }

  private static Map<?, ?> object(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof String text ? text : "";
  }
}
