package io.rootmon.channel.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.state.EventIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What people may press below an alert of an open incident. Each button names the incident, <a
 * href="https://docs.slack.dev/reference/block-kit/block-elements/button-element">in at most 2,000
 * characters</a>: {@link SlackInteractionParser} reads what comes back.
 */
final class SlackButtons {
  private static final String BLOCK = "rootmon-responses";

  private SlackButtons() {}

  /** Empty where there is nothing to respond to. */
  static Optional<ActionsBlock> of(Alert alert) {
    boolean isOver = alert.isReport() || alert.standing().filter(it -> !it.isOpen()).isPresent();
    if (isOver) {
      return Optional.empty();
    }
    return alert
        .incident()
        .map(
            it -> {
              Optional<String> account = alert.account().id().map(AccountId::value);
              String value =
                  new SlackButtonValue(account.orElse(EventIdentity.UNKNOWN), it.incident()).text();
              return ActionsBlock.builder().blockId(BLOCK).elements(buttons(value)).build();
            });
  }

  private static List<BlockElement> buttons(String value) {
    return Arrays.stream(Action.values()).<BlockElement>map(it -> button(it, value)).toList();
  }

  private static ButtonElement button(Action action, String value) {
    return ButtonElement.builder()
        .actionId(id(action))
        .text(PlainTextObject.builder().text(label(action)).emoji(false).build())
        .value(value)
        .build();
  }

  private static String label(Action action) {
    return switch (action) {
      case ACKNOWLEDGED -> "Acknowledge";
      case EXPECTED -> "Expected";
      case INVESTIGATING -> "Investigate";
    };
  }

  private static String id(Action action) {
    return "rootmon-" + action.name().toLowerCase(Locale.ROOT);
  }

  /** What pressing the button of that id means. */
  static Optional<Action> action(String id) {
    return Arrays.stream(Action.values()).filter(it -> id(it).equals(id)).findFirst();
  }
}
