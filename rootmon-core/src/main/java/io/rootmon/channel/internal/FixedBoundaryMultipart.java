package io.rootmon.channel.internal;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;

/** A multipart whose boundary does not depend on the time. */
final class FixedBoundaryMultipart extends MimeMultipart {
  FixedBoundaryMultipart(String subtype, String boundary) {
    ParameterList parameters = new ParameterList();
    parameters.set("boundary", boundary);
    contentType = new ContentType("multipart", subtype, parameters).toString();
  }
}
