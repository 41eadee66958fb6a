package io.rootmon.cloudtrail.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.RecordFormats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class MultiMemberGzipInputStreamTest {
  private static final byte[] FIRST = RecordFormats.gzip(RecordFormats.record("e-1") + "\n");
  private static final byte[] SECOND = RecordFormats.gzip(RecordFormats.record("e-2") + "\n");

  /** A pipe that has nothing ready yet looked like the end to Java's own stream. */
  @Test
  void everyMemberIsReadHoweverSlowlyTheyCome() {
    assertThat(outcomes(new Trickle(join(FIRST, SECOND, FIRST))))
        .containsExactly("e-1", "e-2", "e-1");
  }

  @Test
  void paddingWithZerosIsTheEnd() {
    assertThat(outcomes(join(FIRST, new byte[512]))).containsExactly("e-1");
  }

  @Test
  void reportsTrailingBytes() {
    assertThat(outcomes(join(FIRST, new byte[] {1, 2, 3})))
        .containsExactly(
            "e-1", "! input: cannot be read to its end: other data follows the gzip data");
  }

  @Test
  void reportsADamagedGzipMember() {
    byte[] damaged = SECOND.clone();
    damaged[damaged.length - 6] ^= 1;
    assertThat(outcomes(join(FIRST, damaged)))
        .containsExactly(
            "e-1",
            "e-2",
            "! input: cannot be read to its end: the gzip data does not match its checksum");
  }

  /** The inflater reports an error without the bytes that it had inflated before. */
  @Test
  void readsTheRecordsBeforeTheDamage() throws IOException {
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    GZIPOutputStream gzip = new GZIPOutputStream(damaged, true);
    gzip.write(
        (RecordFormats.record("e-1") + "\n" + RecordFormats.record("e-2") + "\n").getBytes(UTF_8));
    gzip.flush();
    damaged.writeBytes(new byte[] {-1, -1, -1}); // no kind of block

    assertThat(outcomes(damaged.toByteArray()))
        .containsExactly(
            "e-1",
            "e-2",
            "! input: cannot be read to its end: the gzip data is broken: invalid block type");
  }

  @Test
  void reportsATruncationAtAnyPosition() {
    byte[] both = join(FIRST, SECOND);
    for (int length = 3; length < both.length; length++) {
      if (length != FIRST.length) {
        List<String> outcomes = outcomes(Arrays.copyOf(both, length));
        assertThat(outcomes.get(outcomes.size() - 1)).as("cut at " + length).startsWith("! ");
      }
    }
  }

  private static List<String> outcomes(byte[] bytes) {
    return outcomes(new ByteArrayInputStream(bytes));
  }

  private static List<String> outcomes(InputStream in) {
    return RecordFormats.outcomes(new CloudTrailReader().read(in, "input"));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** Gives a byte at a time, and never has one ready. */
  private static final class Trickle extends FilterInputStream {
    Trickle(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      int next = ((ByteArrayInputStream) in).read();
      if (next < 0 || length == 0) {
        return length == 0 ? 0 : -1;
      }
      bytes[from] = (byte) next;
      return 1;
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
