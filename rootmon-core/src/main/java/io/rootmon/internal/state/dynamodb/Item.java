package io.rootmon.internal.state.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rootmon.internal.Digests;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of the table, to write or as read. */
record Item(Map<String, AttributeValue> attributes) {
  /**
   * The maximum size of a key in bytes: <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html">DynamoDB's
   * quotas</a>.
   */
  private static final int MAX_KEY_LENGTH = 2_048;

  Item {
    attributes = Map.copyOf(attributes);
  }

  static Item of(String id, Instant expires) {
    return new Item(Map.of(DynamoDbStore.KEY, text(key(id))))
        .with(DynamoDbStore.EXPIRY, expires.getEpochSecond());
  }

  /** Returns the id, or a digest of one that is too long or has no UTF-8 form. */
  static String key(String id) {
    byte[] bytes = id.getBytes(UTF_8);
    if (bytes.length <= MAX_KEY_LENGTH && id.equals(new String(bytes, UTF_8))) {
      return id;
    }
    ByteBuffer halves = ByteBuffer.allocate(2 * id.length());
    // Not with an encoder, which replaces every unpaired surrogate by the same character.
    halves.asCharBuffer().put(id);
    return "digest#" + HexFormat.of().formatHex(Digests.sha256(halves.array()));
  }

  static AttributeValue text(String value) {
    // The SDK cannot write an unpaired surrogate.
    return AttributeValue.fromS(new String(value.getBytes(UTF_8), UTF_8));
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  Item with(String name, String value) {
    return with(name, text(value));
  }

  Item with(String name, long value) {
    return with(name, number(value));
  }

  Item with(String name, AttributeValue value) {
    Map<String, AttributeValue> more = new HashMap<>(attributes);
    more.put(name, value);
    return new Item(more);
  }

  Optional<String> findText(String name) {
    return Optional.ofNullable(attributes.get(name)).flatMap(it -> Optional.ofNullable(it.s()));
  }

  Optional<Long> findNumber(String name) {
    return Optional.ofNullable(attributes.get(name))
        .flatMap(it -> Optional.ofNullable(it.n()))
        .map(Long::valueOf);
  }
}
