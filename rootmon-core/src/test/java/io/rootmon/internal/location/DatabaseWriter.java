package io.rootmon.internal.location;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a small database in <a href="https://maxmind.github.io/MaxMind-DB/">MaxMind's format</a>:
 * a search tree of IPv6 with records of 24 bits, a data section, and the metadata.
 */
public final class DatabaseWriter {
  private static final int EMPTY = -1;
  private static final int DATA_BASE = -2;
  private static final byte[] MARKER = {
    (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
  };

  private final String type;

  /** Each node has two records: another node, {@link #EMPTY}, or DATA_BASE minus an offset. */
  private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  public DatabaseWriter(String type) {
    this.type = type;
  }

  /** Adds an entry for a network such as {@code 198.51.100.0/24}. */
  public DatabaseWriter add(String network, Map<String, ?> entry) throws UnknownHostException {
    String[] parts = network.split("/", 2);
    byte[] address = InetAddress.getByName(parts[0]).getAddress();
    int length = Integer.parseInt(parts[1]) + (address.length == 4 ? 96 : 0);
    byte[] bits = new byte[16];
    System.arraycopy(address, 0, bits, 16 - address.length, address.length);
    int offset = data.size();
    data.writeBytes(encode(entry));
    int node = 0;
    for (int at = 0; at < length; at++) {
      int bit = (bits[at / 8] >> (7 - at % 8)) & 1;
      if (at == length - 1) {
        nodes.get(node)[bit] = DATA_BASE - offset;
      } else {
        if (nodes.get(node)[bit] < 0) {
          nodes.add(new int[] {EMPTY, EMPTY});
          nodes.get(node)[bit] = nodes.size() - 1;
        }
        node = nodes.get(node)[bit];
      }
    }
    return this;
  }

  public Path write(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int value : node) {
        int stored =
            value == EMPTY
                ? nodes.size()
                : value <= DATA_BASE ? nodes.size() + 16 + (DATA_BASE - value) : value;
        out.writeBytes(new byte[] {(byte) (stored >> 16), (byte) (stored >> 8), (byte) stored});
      }
    }
    out.writeBytes(new byte[16]);
    out.writeBytes(data.toByteArray());
    out.writeBytes(MARKER);
    out.writeBytes(
        encode(
            Map.of(
                "binary_format_major_version",
                2,
                "binary_format_minor_version",
                0,
                "build_epoch",
                BigInteger.valueOf(1_773_446_400L),
                "database_type",
                type,
                "description",
                Map.of("en", "Synthetic addresses"),
                "ip_version",
                6,
                "languages",
                List.of("en"),
                "node_count",
                (long) nodes.size(),
                "record_size",
                24)));
    return Files.write(file, out.toByteArray());
  }

  private static byte[] encode(Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(control(2, bytes.length));
      out.writeBytes(bytes);
    } else if (value instanceof Integer number) {
      out.writeBytes(control(5, 2));
      out.writeBytes(ByteBuffer.allocate(2).putShort(number.shortValue()).array());
    } else if (value instanceof Long number) {
      out.writeBytes(control(6, 4));
      out.writeBytes(ByteBuffer.allocate(4).putInt(number.intValue()).array());
    } else if (value instanceof BigInteger number) {
      out.writeBytes(new byte[] {8, 9 - 7});
      out.writeBytes(ByteBuffer.allocate(8).putLong(number.longValueExact()).array());
    } else if (value instanceof Map<?, ?> map) {
      out.writeBytes(control(7, map.size()));
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
      sorted.forEach(
          (key, item) -> {
            out.writeBytes(encode(key));
            out.writeBytes(encode(item));
          });
    } else if (value instanceof List<?> list) {
      out.writeBytes(new byte[] {(byte) list.size(), 11 - 7});
      list.forEach(it -> out.writeBytes(encode(it)));
    } else {
      throw new IllegalArgumentException("a " + value.getClass().getSimpleName());
    }
    return out.toByteArray();
  }

  private static byte[] control(int type, int size) {
    return size < 29
        ? new byte[] {(byte) (type << 5 | size)}
        : new byte[] {(byte) (type << 5 | 29), (byte) (size - 29)};
  }
}
