package io.rootmon.benchmarks.growth;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** DynamoDB local in a separate process, with empty tables. */
record Database(Process process, String address, Iterator<String> tables) implements AutoCloseable {

  static Database start(Processes processes, int tables) throws IOException {
    List<String> names = IntStream.range(0, tables).mapToObj(it -> "growth-" + it).toList();
    Process process = processes.start(Tables.class, names);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String address =
        Optional.ofNullable(out.readLine())
            .orElseThrow(() -> new IOException("DynamoDB local: expected its address"));
    return new Database(process, address, names.iterator());
  }

  /** Returns the arguments of a worker: the address and two tables for this worker only. */
  List<String> forAWorker() {
    return List.of(address, tables.next(), tables.next());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
