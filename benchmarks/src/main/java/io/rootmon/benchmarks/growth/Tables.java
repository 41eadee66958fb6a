package io.rootmon.benchmarks.growth;

import io.rootmon.state.dynamodb.DynamoDbLocal;
import java.io.PrintStream;

/**
 * A process of its own with DynamoDB local in it. Prints its address once it has the tables that it
 * is given the names of, and ends with its input.
 */
final class Tables {
  private Tables() {}

  public static void main(String[] names) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err); // DynamoDB local has much to say at its start
    for (String name : names) {
      DynamoDbLocal.createTable(name);
    }
    out.println(DynamoDbLocal.address());
    while (System.in.read() >= 0) {}
    System.exit(0);
  }
}
