package io.rootmon.lambda.custom;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate of the loopback interface for one run, made by {@code keytool}.
 *
 * @param keys the server's key store
 * @param trust a trust store for Java: the JDK's own, and it; as large as a real one, since reading
 *     it takes time
 * @param pem the certificate in OpenSSL's form
 */
public record TestCertificate(Path keys, Path trust, Path pem) {
  private static final String NAME = "far-end";

  /** A certificate whose private key is discarded. */
  private static final String PASSWORD = "changeit";

  public static TestCertificate make(Path folder) throws IOException, InterruptedException {
    TestCertificate certificate =
        new TestCertificate(
            folder.resolve("far-end.p12"), folder.resolve("trust.p12"), folder.resolve("far.pem"));
    certificate.keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-validity",
        "2",
        "-ext",
        "bc:c=ca:true",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1");
    certificate.keytool("-exportcert", "-rfc", "-file", certificate.pem.toString());
    certificate.writeTrust();
    return certificate;
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", NAME, "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", keys.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: expected a certificate but was " + said);
    }
  }

  /** Without password and checksum, as the JDK's own is: neither is to be paid for. */
  private void writeTrust() throws IOException {
    System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    Path cacerts = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    try (OutputStream out = Files.newOutputStream(trust)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      KeyStore jdk = KeyStore.getInstance(cacerts.toFile(), PASSWORD.toCharArray());
      for (String alias : Collections.list(jdk.aliases())) {
        trusted.setCertificateEntry(alias, jdk.getCertificate(alias));
      }
      trusted.setCertificateEntry(NAME, keyStore().getCertificate(NAME));
      trusted.store(out, null);
    } catch (GeneralSecurityException e) {
      throw new IOException("certificate: " + e.getMessage(), e);
    } finally {
      System.clearProperty("keystore.pkcs12.macAlgorithm");
      System.clearProperty("keystore.pkcs12.certProtectionAlgorithm");
    }
  }

  private KeyStore keyStore() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(keys)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return store;
    }
  }

  /** For a server that has it, and for a client that trusts it alone. */
  public SSLContext context() throws IOException {
    try {
      KeyStore store = keyStore();
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(NAME, store.getCertificate(NAME));
      KeyManagerFactory key = KeyManagerFactory.getInstance("PKIX");
      key.init(store, PASSWORD.toCharArray());
      TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
      trustManagers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(key.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("certificate: " + e.getMessage(), e);
    }
  }

  /** Java's option for a process that shall trust it too. */
  public String javaOption() {
    return "-Djavax.net.ssl.trustStore=" + trust;
  }
}
