package io.rootmon.athena.trino;

import static io.trino.testing.TestingSession.testSessionBuilder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trino.Session;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table {@code trail} in an embedded Trino, with the columns of the hub's table. */
final class EmbeddedTrail {
  /** The text of a query is limited to 1,000,000 characters. */
  private static final int MAX_BATCH_LENGTH = 700_000;

  /**
   * A record in its place in the archive.
   *
   * @param day the day of the folder, such as {@code 2026/01/31}
   */
  record Placed(JsonNode record, String account, String region, String day) {
    /** In the folder of its account, region and day. */
    static Placed of(JsonNode record) {
      String identity = record.path("userIdentity").path("accountId").asText("");
      return new Placed(
          record,
          record.path("recipientAccountId").asText(identity.isEmpty() ? "111122223333" : identity),
          record.path("awsRegion").asText("us-east-1"),
          record.path("eventTime").asText("2026-01-01").replace('-', '/').substring(0, 10));
    }
  }

  private final Session session =
      testSessionBuilder().setCatalog("memory").setSchema("default").build();
  private final TrailSchema schema = TrailSchema.read();
  private final DistributedQueryRunner runner;

  /** The engine starts once for all tests, and ends with the process. */
  private static final class Holder {
    static final EmbeddedTrail INSTANCE = new EmbeddedTrail();
  }

  private EmbeddedTrail() {
    try {
      runner = DistributedQueryRunner.builder(session).setNodeCount(1).build();
    } catch (Exception e) {
      throw new IllegalStateException("The embedded Trino does not start", e);
    }
    runner.installPlugin(new MemoryPlugin());
    runner.createCatalog("memory", "memory", Map.of());
  }

  static EmbeddedTrail shared() {
    return Holder.INSTANCE;
  }

  TrailSchema schema() {
    return schema;
  }

  /** Replaces the table's rows. The column {@code n} is the position in the list. */
  void load(List<Placed> records) {
    execute("DROP TABLE IF EXISTS trail");
    execute("DROP TABLE IF EXISTS loaded");
    execute(
        "CREATE TABLE loaded (n bigint, record varchar, account varchar, region varchar, day varchar)");
    List<String> batch = new ArrayList<>();
    int length = 0;
    for (int n = 0; n < records.size(); n++) {
      Placed placed = records.get(n);
      ObjectNode row = schema.convert(placed.record());
      String values =
          "("
              + n
              + ", "
              + List.of(row.toString(), placed.account(), placed.region(), placed.day()).stream()
                  .map(it -> "'" + it.replace("'", "''") + "'")
                  .collect(Collectors.joining(", "))
              + ")";
      if (length + values.length() > MAX_BATCH_LENGTH && !batch.isEmpty()) {
        insert(batch);
        length = 0;
      }
      batch.add(values);
      length += values.length();
    }
    insert(batch);
    execute(
        "CREATE TABLE trail AS SELECT n, account, region, day,\n  "
            + schema.typedColumns()
            + "\nFROM loaded");
  }

  private void insert(List<String> batch) {
    if (!batch.isEmpty()) {
      execute("INSERT INTO loaded VALUES " + String.join(", ", batch));
      batch.clear();
    }
  }

  /** Runs a query, with values for its question marks as Athena binds them. */
  MaterializedResult query(String sql, String... parameters) {
    if (parameters.length == 0) {
      return execute(sql);
    }
    Session prepared = Session.builder(session).addPreparedStatement("q", sql).build();
    return runner.execute(
        prepared,
        List.of(parameters).stream()
            .map(it -> "'" + it.replace("'", "''") + "'")
            .collect(Collectors.joining(", ", "EXECUTE q USING ", "")));
  }

  private MaterializedResult execute(String sql) {
    return runner.execute(session, sql);
  }
}
