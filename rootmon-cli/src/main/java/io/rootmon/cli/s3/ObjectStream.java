package io.rootmon.cli.s3;

import io.rootmon.cli.aws.AwsProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.RequestPayer;

/**
 * Streams the content of an object. The SDK retries until the first byte. After a later failure,
 * the stream continues at the missing byte in the same version of the object.
 */
final class ObjectStream extends InputStream {
  private static final int MAX_RECONNECTS = 4;

  private final S3Client client;
  private final S3Location location;
  private final String key;
  private final Optional<RequestPayer> payer;
  private final LongConsumer onBytes;
  private @Nullable ResponseInputStream<GetObjectResponse> stream;
  private @Nullable String version;
  private long length;
  private long position;
  private int reconnects;

  private ObjectStream(
      S3Client client,
      S3Location location,
      String key,
      Optional<RequestPayer> payer,
      LongConsumer onBytes) {
    this.client = client;
    this.location = location;
    this.key = key;
    this.payer = payer;
    this.onBytes = onBytes;
  }

  /**
   * Opens an object.
   *
   * @param onBytes called with the size of each part that was read
   * @throws IOException if the object cannot be read; the message contains the reason and the
   *     remedy
   */
  static ObjectStream open(
      S3Client client,
      S3Location location,
      String key,
      Optional<RequestPayer> payer,
      LongConsumer onBytes)
      throws IOException {
    ObjectStream stream = new ObjectStream(client, location, key, payer, onBytes);
    stream.connect();
    return stream;
  }

  private void connect() throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(location.bucket()).key(key);
    payer.ifPresent(request::requestPayer);
    if (position > 0) {
      request.range("bytes=" + position + "-").ifMatch(version);
    }
    try {
      ResponseInputStream<GetObjectResponse> opened = client.getObject(request.build());
      if (position == 0) {
        version = opened.response().eTag();
        length = Optional.ofNullable(opened.response().contentLength()).orElse(Long.MAX_VALUE);
      }
      stream = opened;
    } catch (SdkException e) {
      throw new IOException(problem(e), e);
    }
  }

  private String problem(SdkException e) {
    String remedy =
        AwsProblem.code(e).equals("InvalidObjectState")
            ? "The object is archived in a Glacier storage class: restore it first"
            : "Allow s3:GetObject on the object in the caller's and the bucket's policy, and"
                + " kms:Decrypt on its key. For a requester-pays bucket add --requester-pays";
    return String.valueOf(AwsProblem.of("get the object", e, remedy).getMessage());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (true) {
      try {
        if (stream == null) {
          connect();
        }
        int read = stream == null ? -1 : stream.read(bytes, offset, count);
        if (read > 0) {
          position += read;
          onBytes.accept(read);
          return read;
        } else if (position >= length || length == Long.MAX_VALUE) {
          return -1;
        }
        throw new IOException(
            "the connection ended after " + position + " of " + length + " bytes");
      } catch (IOException e) {
        if (e.getCause() instanceof SdkException || reconnects == MAX_RECONNECTS) {
          throw e;
        }
        reconnects++;
        abort();
      }
    }
  }

  private void abort() {
    if (stream != null) {
      stream.abort();
      stream = null;
    }
  }

  @Override
  public void close() {
    if (stream != null && position < length) {
      abort();
    } else if (stream != null) {
      try {
        stream.close();
      } catch (IOException e) {
        // Every byte was read.
      }
    }
  }
}
