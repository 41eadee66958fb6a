package io.rootmon.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The destinations without a proxy, in the format of {@code NO_PROXY}: domains including
 * subdomains, IP addresses, CIDR blocks, each with an optional port, or {@code *} for all. Loopback
 * and link-local addresses, from which AWS serves credentials, are always included.
 */
final class NoProxy {
  private final List<String> entries;

  NoProxy(List<String> entries) {
    this.entries =
        entries.stream()
            .map(it -> it.strip().toLowerCase(Locale.ROOT))
            .filter(it -> !it.isEmpty())
            .toList();
  }

  static NoProxy parse(String list) {
    return new NoProxy(Arrays.asList(list.split("[,\\s]+", -1)));
  }

  boolean contains(String host, int port) {
    String name = stripped(host.toLowerCase(Locale.ROOT));
    Optional<InetAddress> address = literal(name);
    if (name.equals("localhost")
        || address.filter(it -> it.isLoopbackAddress() || it.isLinkLocalAddress()).isPresent()
        || name.equals("fd00:ec2::254")
        || name.equals("fd00:ec2::23")) {
      return true;
    }
    return entries.stream().anyMatch(it -> fits(it, name, address, port));
  }

  private static boolean fits(String entry, String host, Optional<InetAddress> address, int port) {
    if (entry.equals("*")) {
      return true;
    }
    if (entry.indexOf('/') > 0) {
      return address.isPresent() && isWithin(entry, address.get());
    }
    String name = entry;
    int colon = entry.lastIndexOf(':');
    boolean isOnlyColon = colon > 0 && entry.indexOf(':') == colon;
    boolean isBehindBracket = entry.startsWith("[") && colon > entry.indexOf(']');
    if (isOnlyColon || isBehindBracket) {
      if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      name = entry.substring(0, colon);
    }
    String domain = stripped(name);
    if (domain.startsWith("*")) {
      domain = domain.substring(1);
    }
    if (domain.startsWith(".")) {
      domain = domain.substring(1);
    }
    return host.equals(domain) || (address.isEmpty() && host.endsWith("." + domain));
  }

  private static boolean isWithin(String block, InetAddress address) {
    String[] parts = block.split("/", 2);
    Optional<InetAddress> network = literal(stripped(parts[0]));
    if (network.isEmpty() || !parts[1].matches("\\d{1,3}")) {
      return false;
    }
    byte[] one = network.get().getAddress();
    byte[] other = address.getAddress();
    int bits = Integer.parseInt(parts[1]);
    if (one.length != other.length || bits > one.length * 8) {
      return false;
    }
    for (int at = 0; at < bits; at++) {
      int mask = 0x80 >> (at % 8);
      if ((one[at / 8] & mask) != (other[at / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** Parses a literal address, without a DNS lookup. */
  private static Optional<InetAddress> literal(String host) {
    boolean isAddress = host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.indexOf(':') >= 0;
    try {
      return isAddress ? Optional.of(InetAddress.getByName(host)) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String stripped(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
