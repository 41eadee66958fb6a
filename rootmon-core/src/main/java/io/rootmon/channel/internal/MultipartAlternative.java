package io.rootmon.channel.internal;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;

/** A multipart/alternative whose boundary is given, not made of the time. */
final class MultipartAlternative extends MimeMultipart {
  MultipartAlternative(String boundary) {
    ParameterList parameters = new ParameterList();
    parameters.set("boundary", boundary);
    contentType = new ContentType("multipart", "alternative", parameters).toString();
  }
}
