package io.rootmon.benchmarks.scan;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks DuckDB how many records of a folder's files are root's. */
final class DuckDb {
  private DuckDb() {}

  /**
   * Runs it.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) throws SQLException {
    // Left to itself it makes columns of what the first files hold, which others contradict.
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
