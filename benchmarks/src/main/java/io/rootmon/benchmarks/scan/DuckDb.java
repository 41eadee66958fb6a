package io.rootmon.benchmarks.scan;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Counts root's records in a folder's files with DuckDB. */
final class DuckDb {
  private DuckDb() {}

  /**
   * Runs the query.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) throws SQLException {
    // Without a schema, it would derive the columns from the first files, which others contradict.
    String files =
        "read_json('"
            + arguments[0]
            + "/**/*.json.gz', columns = {Records: 'JSON[]'}, maximum_object_size = 1000000000)";
    String question =
        "select count(*) from (select unnest(Records) as record from "
            + files
            + ") where record->>'$.userIdentity.type' = 'Root'";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(question)) {
      result.next();
      System.out.println(result.getLong(1));
    }
  }
}
