package io.rootmon.benchmarks.growth;

import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import java.io.PrintStream;

/**
 * Runs DynamoDB local in a separate process. Prints its address after creating the named tables,
 * and ends when its input ends.
 */
final class Tables {
  private Tables() {}

  public static void main(String[] names) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err); // DynamoDB local prints a lot at its start
    for (String name : names) {
      DynamoDbLocal.createTable(name);
    }
    out.println(DynamoDbLocal.address());
    while (System.in.read() >= 0) {}
    System.exit(0);
  }
}
