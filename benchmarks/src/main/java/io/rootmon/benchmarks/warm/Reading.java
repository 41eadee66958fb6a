package io.rootmon.benchmarks.warm;

import io.rootmon.benchmarks.Cases;
import io.rootmon.benchmarks.Mix;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.Detector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reads JSON: a queue message, which is a string, or each record of an archive's file, which is
 * bytes, as {@code rootmon scan} reads it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Reading {
  static final int RECORDS = 1_000;

  private final CloudTrailReader reader = new CloudTrailReader();
  private final CloudTrailReader skimming = reader.prefiltered(Detector.names()::contains);
  private final String root = Cases.event("critical/root.sign-in.without-mfa");
  private final String ordinary = Cases.record("ignored/iam-user-call");
  private final byte[] file = new Mix().file(RECORDS).getBytes(StandardCharsets.UTF_8);

  @Benchmark
  public void root(Blackhole hole) {
    all(reader.read(root), hole);
  }

  @Benchmark
  public Object rootByDatabind() throws IOException {
    return Databind.event(root);
  }

  @Benchmark
  public void ordinary(Blackhole hole) {
    all(reader.read(ordinary), hole);
  }

  @Benchmark
  public Object ordinaryByDatabind() throws IOException {
    return Databind.event(ordinary);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void mix(Blackhole hole) {
    all(skimming.read(new ByteArrayInputStream(file), "file"), hole);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Object mixByDatabind() throws IOException {
    return Databind.roots(file, Detector.names()::contains);
  }

  private static void all(ReadResultIterator read, Blackhole hole) {
    try (ReadResultIterator readings = read) {
      while (readings.hasNext()) {
        hole.consume(readings.next());
      }
    }
  }
}
