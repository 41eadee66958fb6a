package io.rootmon.cloudtrail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.cloudtrail.RecordFormats;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One reader's buffers and inflaters serve file after file, each one file at a time. */
class ReadBufferPoolTest {
  private static final int RECORDS = 2_000;

  private final CloudTrailReader reader = new CloudTrailReader().prefiltered(it -> false);

  @Test
  void filesThatAreReadInTurnsDoNotDisturbEachOther() {
    assertThat(inTurns(open("a"), open("b"))).isEqualTo(inTurns(ids("a"), ids("b")));
  }

  @Test
  void repeatedCloseReturnsTheBuffersOnce() {
    ReadResultIterator first = open("x");
    first.next();
    first.close();
    first.close();

    assertThat(inTurns(open("a"), open("b"))).isEqualTo(inTurns(ids("a"), ids("b")));
  }

  @Test
  void aFileBehindABrokenOneIsReadAsEver() {
    byte[] broken = file("x");
    Arrays.fill(broken, 5_000, 6_000, (byte) 0xff);
    List<String> outcomes = RecordFormats.outcomes(read(broken));
    assertThat(outcomes.get(outcomes.size() - 1)).startsWith("! ");

    assertThat(RecordFormats.outcomes(open("a"))).isEqualTo(ids("a"));
  }

  @Test
  void manyThreadsReadWithOneReader() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> running = new ArrayList<>();
      for (int count = 0; count < 40; count++) {
        String name = "file-" + count;
        running.add(threads.submit(() -> RecordFormats.outcomes(open(name))));
      }
      for (int count = 0; count < 40; count++) {
        assertThat(running.get(count).get()).isEqualTo(ids("file-" + count));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private ReadResultIterator open(String name) {
    return read(file(name));
  }

  private ReadResultIterator read(byte[] packed) {
    return reader.read(new ByteArrayInputStream(packed), "input");
  }

  private static byte[] file(String name) {
    return RecordFormats.gzip(
        "{\"Records\":["
            + String.join(",", ids(name).stream().map(RecordFormats::record).toList())
            + "]}");
  }

  private static List<String> ids(String name) {
    return IntStream.range(0, RECORDS).mapToObj(it -> name + "-" + it).toList();
  }

  private static List<String> inTurns(ReadResultIterator first, ReadResultIterator second) {
    List<String> outcomes = new ArrayList<>();
    try (first;
        second) {
      while (first.hasNext()) {
        outcomes.add(((ReadResult.EventRead) first.next()).event().id());
        outcomes.add(((ReadResult.EventRead) second.next()).event().id());
      }
    }
    return outcomes;
  }

  private static List<String> inTurns(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>();
    for (int index = 0; index < first.size(); index++) {
      all.add(first.get(index));
      all.add(second.get(index));
    }
    return all;
  }
}
