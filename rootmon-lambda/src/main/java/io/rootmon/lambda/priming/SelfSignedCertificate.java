package io.rootmon.lambda.priming;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A certificate for localhost and the authority that signed it, valid for a day and trusted only by
 * the code that created them. Java has no public API to create a certificate, so this class writes
 * the DER form of <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280</a>.
 */
record SelfSignedCertificate(
    X509Certificate authority, X509Certificate certificate, PrivateKey key) {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int UTF8_STRING = 0x0c;
  private static final int UTC_TIME = 0x17;
  private static final int DNS_NAME = 0x82;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;

  private static final byte[] THREE_COUNTED_FROM_ZERO = hex("020102");
  private static final byte[] SERIAL = hex("020101");
  private static final byte[] ECDSA_WITH_SHA256 = hex("06082a8648ce3d040302");
  private static final byte[] COMMON_NAME = hex("0603550403");
  private static final byte[] SUBJECT_ALTERNATIVE_NAME = hex("0603551d11");
  private static final byte[] NO_UNUSED_BITS = hex("00");

  /** Basic constraints, critical: an authority. */
  private static final byte[] IS_AN_AUTHORITY = hex("300f0603551d130101ff040530030101ff");

  private static final String LOCALHOST = "localhost";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static SelfSignedCertificate create(Instant now) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair authority = generator.generateKeyPair();
    KeyPair own = generator.generateKeyPair();
    byte[] issuer = name("priming");
    return new SelfSignedCertificate(
        certificate(now, issuer, authority, authority, issuer, IS_AN_AUTHORITY),
        certificate(now, name(LOCALHOST), own, authority, issuer, isFor(LOCALHOST)),
        own.getPrivate());
  }

  private static X509Certificate certificate(
      Instant now, byte[] subject, KeyPair of, KeyPair signer, byte[] issuer, byte[] extension)
      throws GeneralSecurityException {
    byte[] algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
    byte[] signed =
        der(
            SEQUENCE,
            der(VERSION, THREE_COUNTED_FROM_ZERO),
            SERIAL,
            algorithm,
            issuer,
            der(SEQUENCE, time(now.minus(Duration.ofDays(1))), time(now.plus(Duration.ofDays(1)))),
            subject,
            of.getPublic().getEncoded(),
            der(EXTENSIONS, der(SEQUENCE, extension)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer.getPrivate());
    signature.update(signed);
    byte[] all =
        der(SEQUENCE, signed, algorithm, der(BIT_STRING, NO_UNUSED_BITS, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(all));
  }

  private static byte[] name(String common) {
    byte[] text = common.getBytes(StandardCharsets.US_ASCII);
    return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, text))));
  }

  private static byte[] isFor(String host) {
    byte[] text = host.getBytes(StandardCharsets.US_ASCII);
    return der(
        SEQUENCE, SUBJECT_ALTERNATIVE_NAME, der(OCTET_STRING, der(SEQUENCE, der(DNS_NAME, text))));
  }

  private static byte[] time(Instant time) {
    return der(UTC_TIME, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hex(String bytes) {
    return HexFormat.of().parseHex(bytes);
  }

  /** Encodes a tag, the length and the content. No content here exceeds 65,535 bytes. */
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(tag);
    if (length >= 0x100) {
      all.write(0x82);
      all.write(length >> 8);
    } else if (length >= 0x80) {
      all.write(0x81);
    }
    all.write(length);
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }
}
