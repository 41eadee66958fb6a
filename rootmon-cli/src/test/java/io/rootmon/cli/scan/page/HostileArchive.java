package io.rootmon.cli.scan.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An archive whose every text tries to be more than text. */
public final class HostileArchive {
  /** A byte of zero, an override of the direction, half a character, and what HTML reads. */
  static final List<String> TEXTS =
      List.of(
          "</script><script>alert(1)</script>",
          "\" onclick=\"alert(1)\" x=\"",
          "' onload='alert(1)",
          "<img src=x onerror=alert(1)>",
          "--><b>bold</b><!--",
          "\u202egnp.exe\u2066 \u0000zero\u0007\ud800",
          "</style><style>*{display:none}</style>",
          "${7*7} <#assign x=1> &lt;&#60;",
          "https://evil.example/" + "x".repeat(3_000));

  private HostileArchive() {}

  /** Written into that folder, with a file that cannot be read. */
  public static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("hostile.json");
    // Half a character can only be written as an escape.
    JsonFactory escaping = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    try (JsonGenerator json = escaping.createGenerator(Files.newBufferedWriter(file))) {
      json.writeStartObject();
      json.writeArrayFieldStart("Records");
      for (int at = 0; at < TEXTS.size(); at++) {
        record(json, at, TEXTS.get(at));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    Files.writeString(
        folder.resolve("broken.json"),
        "{\"Records\":[{\"eventName\":\"<script>alert(2)</script>\",\"eventTime\":\"<b>now</b>\"}]}");
    return folder;
  }

  private static void record(JsonGenerator json, int at, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField("eventTime", "2026-03-14T02:17:%02dZ".formatted(at));
    json.writeStringField("eventID", at + text);
    json.writeStringField("eventName", text);
    json.writeStringField("eventSource", text);
    json.writeStringField("awsRegion", text);
    json.writeStringField("sourceIPAddress", text);
    json.writeStringField("userAgent", text);
    json.writeStringField("errorCode", text);
    json.writeStringField("errorMessage", text);
    json.writeObjectFieldStart("userIdentity");
    json.writeStringField("type", "Root");
    json.writeStringField("accountId", "111122223333");
    json.writeStringField("arn", text);
    json.writeStringField("userName", text);
    json.writeEndObject();
    json.writeObjectFieldStart("requestParameters");
    json.writeStringField("userName", text);
    json.writeStringField(text, text);
    json.writeEndObject();
    json.writeEndObject();
  }
}
