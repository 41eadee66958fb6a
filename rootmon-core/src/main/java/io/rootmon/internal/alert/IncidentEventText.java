package io.rootmon.internal.alert;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Describes the events of one incident. A list of events does not repeat the account, nor an
 * address that is listed elsewhere: both are cut from the stored headline. A headline in the format
 * of another version is not changed.
 */
final class IncidentEventText {
  private static final int MAX_LABEL_LENGTH = 60;
  private static final int MAX_LENGTH = 240;
  private static final List<String> PREPOSITIONS =
      List.of(" in ", " to ", " of ", " for ", " from ");

  private final List<String> names;

  IncidentEventText(Account account) {
    String number = account.id().map(AccountId::value).orElse("");
    this.names =
        Stream.of(
                Optional.of(account.brief()),
                Optional.of(account.label()),
                Optional.of("account " + number),
                account.name(),
                Optional.of(number))
            .flatMap(Optional::stream)
            .map(it -> SafeText.line(it, MAX_LABEL_LENGTH))
            .filter(it -> !it.isBlank() && !it.equals("account "))
            .toList();
  }

  /** Returns the activity alone, such as "Root created an access key". */
  String activity(IncidentEvent event) {
    String text = withAddress(event);
    return event
        .address()
        .map(it -> SafeText.line(it, MAX_LABEL_LENGTH))
        .map(it -> without(without(text, " from " + it), " (source IP " + it + ")"))
        .orElse(text);
  }

  /** Returns the activity and the address that it came from. */
  String withAddress(IncidentEvent event) {
    String headline = SafeText.line(event.headline(), MAX_LENGTH);
    for (String name : names) {
      for (String preposition : PREPOSITIONS) {
        String shorter = without(headline, preposition + name);
        if (!shorter.equals(headline)) {
          return shorter;
        }
      }
    }
    return headline;
  }

  /** Cuts only a whole phrase: a name may be the start of another word. */
  private static String without(String text, String phrase) {
    int at = text.indexOf(phrase);
    if (at <= 0) {
      return text;
    }
    int end = at + phrase.length();
    boolean isWhole = end == text.length() || " ,.;:".indexOf(text.charAt(end)) >= 0;
    return isWhole ? text.substring(0, at) + text.substring(end) : text;
  }
}
