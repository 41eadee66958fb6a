package io.rootmon.judge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of IPv4 or IPv6 addresses in CIDR notation, such as {@code 192.0.2.0/24}. */
public final class CidrBlock {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");

  private final String text;
  private final byte[] network;
  private final int bits;

  private CidrBlock(String text, byte[] network, int bits) {
    this.text = text;
    this.network = network;
    this.bits = bits;
  }

  /**
   * Parses the notation.
   *
   * @throws IllegalArgumentException if the text is not a range, if host bits are set, or if the
   *     range is wider than an IPv4 /8 or an IPv6 /16
   */
  public static CidrBlock parse(String text) {
    String[] parts = text.split("/", -1);
    Optional<byte[]> address = address(parts[0]);
    if (address.isEmpty() || parts.length > 2 || (parts.length == 2 && !isNumber(parts[1]))) {
      throw expected(text);
    }
    byte[] bytes = address.get();
    int length = bytes.length * 8;
    int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : length;
    if (bits > length || bits < (length == 32 ? 8 : 16)) {
      throw expected(text);
    }
    CidrBlock block = new CidrBlock(text, bytes, bits);
    for (int bit = bits; bit < length; bit++) {
      if (isSet(bytes, bit)) {
        throw expected(text);
      }
    }
    return block;
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,3}");
  }

  private static IllegalArgumentException expected(String text) {
    return new IllegalArgumentException("must be a network but is '" + text + "'");
  }

  /** Returns whether the address is in the range; false for a text that is not an address. */
  public boolean contains(String text) {
    Optional<byte[]> address = address(text);
    if (address.isEmpty() || address.get().length != network.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (isSet(address.get(), bit) != isSet(network, bit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSet(byte[] bytes, int bit) {
    return (bytes[bit / 8] >> (7 - bit % 8) & 1) == 1;
  }

  /** Parses literal addresses only, so that no name is resolved. */
  private static Optional<byte[]> address(String text) {
    if (text.length() > 45 || !(V4.matcher(text).matches() || V6.matcher(text).matches())) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text.toLowerCase(Locale.ROOT)).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CidrBlock block && text.equals(block.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
