package io.rootmon.lambda.priming;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Opens a first TLS connection and a resumed one, with the HTTP client of the function, to a {@link
 * LoopbackServer}. Its certificate is created for this, by an authority that only these connections
 * trust. Java's own trust store is read as well.
 */
final class TlsPrimer {
  /** The first one, and one that resumes its session. */
  private static final int CONNECTIONS = 2;

  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
  private static final char[] PASSWORD = "priming".toCharArray();

  private TlsPrimer() {}

  static void run() throws IOException {
    SSLSocketFactory.getDefault();
    try {
      SSLContext context = context(SelfSignedCertificate.create(Instant.now()));
      try (LoopbackServer server = LoopbackServer.open(context.getServerSocketFactory())) {
        for (int i = 0; i < CONNECTIONS; i++) {
          request(URI.create("https://localhost:" + server.port() + "/").toURL(), context);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("priming: expected a TLS handshake but " + e.getMessage(), e);
    }
  }

  /** For the server, which shows the certificate, and the client, which trusts its authority. */
  private static SSLContext context(SelfSignedCertificate own)
      throws GeneralSecurityException, IOException {
    KeyStore shown = emptyStore();
    shown.setKeyEntry("server", own.key(), PASSWORD, new Certificate[] {own.certificate()});
    // A store of its own: a certificate beside a key is trusted unchecked.
    KeyStore trusted = emptyStore();
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

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void request(URL address, SSLContext context) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) address.openConnection();
    connection.setSSLSocketFactory(context.getSocketFactory());
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream response = connection.getInputStream()) {
      if (response.readAllBytes().length == 0) {
        throw new IOException("priming: expected a response but it was empty");
      }
    }
  }
}
