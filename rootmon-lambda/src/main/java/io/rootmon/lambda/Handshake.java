package io.rootmon.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The costly parts of a first TLS connection, without a certificate of our own: the hello with its
 * fresh keys, to a stage that answers with something else, and the check of a certificate, one of
 * those that Java trusts.
 */
final class Handshake {
  private static final byte[] NO_TLS = "no TLS\r\n".getBytes(StandardCharsets.US_ASCII);

  private Handshake() {}

  static void rehearse() throws IOException {
    greet();
    try {
      trust();
    } catch (GeneralSecurityException e) {
      throw new IOException("rehearsal: expected Java to trust somebody but " + e.getMessage(), e);
    }
  }

  private static void greet() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (ServerSocket stage = new ServerSocket(0, 1, loopback);
        Socket plain = new Socket(loopback, stage.getLocalPort());
        Socket peer = stage.accept()) {
      peer.getOutputStream().write(NO_TLS);
      try (SSLSocket client =
          (SSLSocket) factory.createSocket(plain, "localhost", stage.getLocalPort(), true)) {
        client.startHandshake();
      } catch (SSLException e) {
        return; // as it has to
      }
    }
    throw new IllegalStateException("rehearsal: expected no TLS but a handshake succeeded");
  }

  private static void trust() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    @Nullable KeyStore javasOwn = null;
    factory.init(javasOwn);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager it && it.getAcceptedIssuers().length > 0) {
        try {
          it.checkServerTrusted(new X509Certificate[] {it.getAcceptedIssuers()[0]}, "ECDHE_RSA");
        } catch (CertificateException e) {
          // One that signs others' certificates need not be good for a server, or may be too old.
        }
      }
    }
  }
}
