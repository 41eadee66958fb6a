package io.rootmon.benchmarks.warm;

import io.rootmon.benchmarks.Cases;
import io.rootmon.benchmarks.Mix;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.Readings;
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

/** From bytes to what was recorded, an event or a record of a file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Reading {
  static final int RECORDS = 1_000;

  private final CloudTrailReader reader = new CloudTrailReader();
  private final CloudTrailReader skimming = reader.skimming(Detector.names()::contains);
  private final byte[] root = bytes(Cases.event("critical/root.sign-in.without-mfa"));
  private final byte[] ordinary = bytes(Cases.record("ignored/iam-user-call"));
  private final byte[] file = bytes(new Mix().file(RECORDS));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Benchmark
  public void root(Blackhole hole) {
    all(reader, root, hole);
  }

  @Benchmark
  public Object rootByDatabind() throws IOException {
    return Databind.event(root);
  }

  @Benchmark
  public void ordinary(Blackhole hole) {
    all(reader, ordinary, hole);
  }

  @Benchmark
  public Object ordinaryByDatabind() throws IOException {
    return Databind.event(ordinary);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void mix(Blackhole hole) {
    all(skimming, file, hole);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public Object mixByDatabind() throws IOException {
    return Databind.roots(file, Detector.names()::contains);
  }

  private static void all(CloudTrailReader reader, byte[] json, Blackhole hole) {
    try (Readings readings = reader.read(new ByteArrayInputStream(json), "input")) {
      while (readings.hasNext()) {
        hole.consume(readings.next());
      }
    }
  }
}
