package io.rootmon.internal.incident;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The network of a caller, within which addresses usually change: an IPv4 /24 or an IPv6 /64. */
public record NetworkPrefix(String prefix) {
  private static final Pattern V4 = Pattern.compile("(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final int GROUPS = 8;
  private static final int KEPT = 4;

  /** Returns the network; empty if the text is not an address, such as a service's name. */
  public static Optional<NetworkPrefix> of(String address) {
    var v4 = V4.matcher(address);
    if (v4.matches()) {
      return Optional.of(new NetworkPrefix(v4.group(1) + ".0/24"));
    }
    return address.length() <= 45 && V6.matcher(address).matches() ? v6(address) : Optional.empty();
  }

  private static Optional<NetworkPrefix> v6(String address) {
    String[] halves = address.toLowerCase(Locale.ROOT).split("::", -1);
    if (halves.length > 2) {
      return Optional.empty();
    }
    String[] head = groups(halves[0]);
    String[] tail = halves.length == 2 ? groups(halves[1]) : new String[0];
    int hidden = GROUPS - head.length - tail.length;
    if (hidden < 0 || (hidden > 0 && halves.length == 1)) {
      return Optional.empty();
    }
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < KEPT; i++) {
      String group =
          i < head.length
              ? head[i]
              : i < head.length + hidden ? "0" : tail[i - head.length - hidden];
      prefix.append(group.replaceFirst("^0+(?=.)", "")).append(':');
    }
    return Optional.of(new NetworkPrefix(prefix + ":/64"));
  }

  private static String[] groups(String text) {
    return text.isEmpty() ? new String[0] : text.split(":", -1);
  }
}
