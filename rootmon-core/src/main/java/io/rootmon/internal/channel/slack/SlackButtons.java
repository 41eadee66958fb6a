package io.rootmon.internal.channel.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.internal.state.EventIdentity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Creates the buttons below an alert of an open incident. The value of each button names the
 * incident, <a href="https://docs.slack.dev/reference/block-kit/block-elements/button-element">in
 * at most 2,000 characters</a>. {@link SlackInteractionParser} parses the clicks.
 */
final class SlackButtons {
  private static final String BLOCK = "rootmon-responses";
  private static final String LINKS = "rootmon-links";
  private static final String LINK = "rootmon-link-event";
  private static final String EVENT = "View in CloudTrail";

  /**
   * <a href="https://docs.slack.dev/reference/block-kit/block-elements/button-element">Slack's
   * limit</a> of a button's URL.
   */
  private static final int MAX_URL_LENGTH = 3_000;

  private SlackButtons() {}

  /**
   * Returns the response buttons and the event's button. Without an open incident, it returns the
   * event's button only.
   */
  static Optional<ActionsBlock> of(Alert alert) {
    if (alert.isReport() || alert.isClosed() || alert.incident().isEmpty()) {
      return links(alert);
    }
    Optional<String> account = alert.account().id().map(AccountId::value);
    String value =
        new SlackButtonValue(
                account.orElse(EventIdentity.UNKNOWN), alert.incident().get().incident())
            .text();
    List<BlockElement> elements = new ArrayList<>(buttons(value));
    link(alert).ifPresent(elements::add);
    return Optional.of(ActionsBlock.builder().blockId(BLOCK).elements(elements).build());
  }

  /** Returns the event's button; empty if there is no event in CloudTrail. */
  static Optional<ActionsBlock> links(Alert alert) {
    return link(alert)
        .map(it -> ActionsBlock.builder().blockId(LINKS).elements(List.of(it)).build());
  }

  private static Optional<BlockElement> link(Alert alert) {
    return alert.links().stream()
        .filter(it -> it.label().equals(EVENT))
        .map(it -> it.address())
        .filter(
            it -> "https".equals(it.getScheme()) && it.toASCIIString().length() <= MAX_URL_LENGTH)
        .findFirst()
        .map(
            it ->
                ButtonElement.builder()
                    .actionId(LINK)
                    .text(PlainTextObject.builder().text(EVENT).emoji(false).build())
                    .url(it.toASCIIString())
                    .build());
  }

  /**
   * Returns whether the button only opens a link. Slack reports the click, but it needs no action.
   */
  static boolean isLink(String id) {
    return id.equals(LINK);
  }

  private static List<BlockElement> buttons(String value) {
    return Arrays.stream(Action.values()).<BlockElement>map(it -> button(it, value)).toList();
  }

  private static ButtonElement button(Action action, String value) {
    return ButtonElement.builder()
        .actionId(id(action))
        .style(action == Action.ACKNOWLEDGED ? "primary" : null)
        .text(PlainTextObject.builder().text(label(action)).emoji(false).build())
        .value(value)
        .build();
  }

  private static String label(Action action) {
    return switch (action) {
      case ACKNOWLEDGED -> "Acknowledge";
      case EXPECTED -> "This was expected";
      case INVESTIGATING -> "Investigate";
    };
  }

  private static String id(Action action) {
    return "rootmon-" + action.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the response of the button with this id. */
  static Optional<Action> action(String id) {
    return Arrays.stream(Action.values()).filter(it -> id(it).equals(id)).findFirst();
  }

  /**
   * The incident that a button belongs to.
   *
   * @param account the account's key in the store
   */
  record SlackButtonValue(String account, String incident) {
    private static final Pattern TEXT = Pattern.compile("(\\d{12}|unknown)/([a-z0-9-]{1,100})");

    /** Returns the value of the button. */
    String text() {
      return account + "/" + incident;
    }

    /** Parses {@link #text()}; returns empty for any other string. */
    static Optional<SlackButtonValue> parse(String text) {
      Matcher matcher = TEXT.matcher(text);
      return matcher.matches()
          ? Optional.of(new SlackButtonValue(matcher.group(1), matcher.group(2)))
          : Optional.empty();
    }
  }
}
