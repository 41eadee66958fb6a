package io.rootmon.internal.state.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.state.StateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores texts of any length, compressed with gzip, in as many items as necessary: parts that are
 * never overwritten, and an index item, written last, that names them. A reader gets a complete
 * text, old or new.
 *
 * <p>Compressed, because a partition of the table supports <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">1,000
 * write units a second</a>, and lists of accounts and regions are repetitive.
 */
record BlobStore(DynamoDbTable table) {
  private static final String EDITION = "edition";
  private static final String PARTS = "parts";
  private static final String DATA = "data";

  /**
   * Smaller than an <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">item's
   * 400 KB</a>, including names.
   */
  static final int MAX_PART_LENGTH = 350_000;

  void keep(String name, String text) throws StateException {
    Optional<Item> before = table.find(id(name));
    byte[] bytes = zipped(text);
    String edition = UUID.randomUUID().toString();
    int parts = 0;
    for (int from = 0; from < bytes.length; from += MAX_PART_LENGTH) {
      byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + MAX_PART_LENGTH));
      Item item = Item.of(id(name, edition, parts++), expires());
      table.put(item.with(DATA, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(part))));
    }
    table.put(Item.of(id(name), expires()).with(EDITION, edition).with(PARTS, parts));
    if (before.isPresent()) {
      String old = before.get().findText(EDITION).orElse("");
      for (long part = before.get().findNumber(PARTS).orElse(0L) - 1; part >= 0; part--) {
        table.delete(id(name, old, part));
      }
    }
  }

  Optional<String> kept(String name) throws StateException {
    Optional<Item> head = table.find(id(name));
    if (head.isEmpty()) {
      return Optional.empty();
    }
    String edition = head.get().findText(EDITION).orElseThrow();
    long parts = head.get().findNumber(PARTS).orElseThrow();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (long part = 0; part < parts; part++) {
      String id = id(name, edition, part);
      AttributeValue data = table.find(id).map(it -> it.attributes().get(DATA)).orElse(null);
      if (data == null || data.b() == null) {
        throw new StateException(id + ": expected a part of a stored text but there is none", null);
      }
      bytes.writeBytes(data.b().asByteArrayUnsafe());
    }
    try (GZIPInputStream text =
        new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return Optional.of(new String(text.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new StateException(
          id(name) + ": expected a stored text in gzip but " + e.getMessage(), e);
    }
  }

  private static byte[] zipped(String text) throws StateException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new StateException("stored text: not compressed: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  private Instant expires() {
    return table.now().plus(HeartbeatStore.WATCH_MEMORY);
  }

  private static String id(String name) {
    return "note#" + name;
  }

  private static String id(String name, String edition, long part) {
    return id(name) + "#" + edition + "#" + part;
  }
}
