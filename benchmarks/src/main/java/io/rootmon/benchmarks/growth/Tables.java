package io.rootmon.benchmarks.growth;

import io.rootmon.state.dynamodb.DynamoDbLocal;

/**
 * A process of its own with DynamoDB local in it. Prints its address once it has the tables that it
 * is given the names of, and ends with its input.
 */
final class Tables {
  private Tables() {}

  public static void main(String[] names) throws Exception {
    for (String name : names) {
      DynamoDbLocal.createTable(name);
    }
    System.out.println(DynamoDbLocal.address());
    while (System.in.read() >= 0) {}
    System.exit(0);
  }
}
