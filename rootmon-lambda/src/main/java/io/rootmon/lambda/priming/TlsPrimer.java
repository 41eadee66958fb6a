package io.rootmon.lambda.priming;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A first TLS connection and a resumed one, by the HTTP client of the function, to a stage on the
 * loopback interface whose certificate was made for this, by an authority that is trusted for this
 * alone. Java's own trust store is read as well.
 */
final class TlsPrimer {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
          .getBytes(StandardCharsets.US_ASCII);

  /** The first one, and one that resumes its session. */
  private static final int CONNECTIONS = 2;

  private static final int MAX_MILLIS = (int) Duration.ofSeconds(5).toMillis();
  private static final char[] PASSWORD = "rehearsal".toCharArray();

  private TlsPrimer() {}

  static void rehearse() throws IOException {
    SSLSocketFactory.getDefault();
    try {
      SSLContext stage = context(SelfSignedCertificate.make(Instant.now()));
      try (SSLServerSocket server =
          (SSLServerSocket)
              stage
                  .getServerSocketFactory()
                  .createServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress())) {
        server.setSoTimeout(MAX_MILLIS);
        Thread answering = new Thread(() -> answer(server), "rootmon-rehearsal");
        answering.setDaemon(true);
        answering.start();
        for (int i = 0; i < CONNECTIONS; i++) {
          ask(URI.create("https://localhost:" + server.getLocalPort() + "/").toURL(), stage);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("rehearsal: expected a handshake but " + e.getMessage(), e);
    }
  }

  /** The one that it shows, and trusts. */
  private static SSLContext context(SelfSignedCertificate own)
      throws GeneralSecurityException, IOException {
    KeyStore shown = KeyStore.getInstance("PKCS12");
    shown.load(null, null);
    shown.setKeyEntry("stage", own.key(), PASSWORD, new Certificate[] {own.certificate()});
    // A store of its own: what stands beside a key is trusted unseen.
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", own.authority());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(shown, PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void ask(URL address, SSLContext context) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) address.openConnection();
    connection.setSSLSocketFactory(context.getSocketFactory());
    connection.setConnectTimeout(MAX_MILLIS);
    connection.setReadTimeout(MAX_MILLIS);
    try (InputStream answer = connection.getInputStream()) {
      int size = answer.readAllBytes().length;
      if (size != 2) {
        throw new IOException("rehearsal: expected an answer of 2 bytes but was " + size);
      }
    }
  }

  private static void answer(SSLServerSocket server) {
    for (int i = 0; i < CONNECTIONS; i++) {
      try (Socket socket = server.accept()) {
        socket.setSoTimeout(MAX_MILLIS);
        byte[] request = new byte[4_096];
        if (socket.getInputStream().read(request) > 0) {
          socket.getOutputStream().write(ANSWER);
        }
      } catch (IOException e) {
        return; // the other side says what was wrong
      }
    }
  }
}
