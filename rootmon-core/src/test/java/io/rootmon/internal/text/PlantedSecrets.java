package io.rootmon.internal.text;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets planted in JSON under many names and in many shapes. */
public final class PlantedSecrets {
  /** A part of every planted secret. */
  public static final String MARK = "S3CR3T";

  public static final List<String> NAMES =
      List.of(
          "password",
          "Password",
          "newPassword",
          "oldPassword",
          "masterUserPassword",
          "MASTER_USER_PASSWORD",
          "db-password",
          "db.password",
          "password1",
          "userpassword",
          "passwd",
          "pwd",
          "dbPass",
          "passphrase",
          "secret",
          "secretString",
          "SecretBinary",
          "clientSecret",
          "client_secret",
          "secretAccessKey",
          "secret_access_key",
          "AWS_SECRET_ACCESS_KEY",
          "secretKey",
          "token",
          "accessToken",
          "access_token",
          "authToken",
          "refreshToken",
          "idToken",
          "sessionToken",
          "session_token",
          "SESSIONTOKEN",
          "signinToken",
          "SigninToken",
          "x-amz-security-token",
          "X-Amz-Security-Token",
          "X-Amz-Signature",
          "X-Amz-Credential",
          "bearerToken",
          "apiKey",
          "api_key",
          "APIKey",
          "x-api-key",
          "privateKey",
          "private_key",
          "privateKeyPem",
          "signingKey",
          "encryption_key",
          "credentials",
          "credential",
          "presignedUrl",
          "presigned-url",
          "signedURL",
          "authorization",
          "Proxy-Authorization",
          "basicAuth",
          "cookie",
          "Set-Cookie",
          "connectionString",
          "connection_string",
          "userData",
          "jwt",
          "otp",
          "mfaCode",
          "authenticationCode1",
          "webhookUrl",
          "base32StringSeed",
          "keyMaterial",
          "plaintext",
          "tokenCode",
          "authorizationCode",
          "passwordHash");

  private PlantedSecrets() {}

  /** Members of a JSON object that hold the secret, by the names of their shapes. */
  public static Map<String, String> shapes(String name) {
    Map<String, String> shapes = new LinkedHashMap<>();
    String secret = quoted(MARK + "-value");
    shapes.put("value", quoted(name) + ":" + secret);
    shapes.put("spaced value", quoted(name) + " : \n" + secret);
    shapes.put("list", quoted(name) + ":[" + secret + "," + quoted("b" + MARK) + "]");
    shapes.put("object", quoted(name) + ":{\"inner\":" + secret + ",\"more\":[" + secret + "]}");
    shapes.put("number", quoted(name) + ":{\"a\":[[" + secret + "]]}");
    shapes.put("pair", "\"parameters\":[{\"name\":" + quoted(name) + ",\"value\":" + secret + "}]");
    shapes.put(
        "pair, value first",
        "\"parameters\":[{\"parameterValue\":"
            + secret
            + ",\"parameterKey\":"
            + quoted(name)
            + "}]");
    shapes.put(
        "pair, list",
        "\"p\":[{\"Name\":"
            + quoted(name)
            + ",\"Values\":["
            + secret
            + ",{\"a\":"
            + secret
            + "}]}]");
    shapes.put("escaped quotes", quoted(name) + ":" + quoted("x\"y\\" + MARK + "\\\"z" + MARK));
    String json = "{" + quoted(name) + ":" + quoted("a\"" + MARK) + "}";
    shapes.put("JSON in text", "\"document\":" + quoted(json));
    shapes.put("JSON in JSON in text", "\"document\":" + quoted("{\"d\":" + quoted(json) + "}"));
    shapes.put(
        "pair in text",
        "\"document\":" + quoted("[{\"key\":" + quoted(name) + ",\"value\":" + secret + "}]"));
    shapes.put(
        "query", "\"url\":" + quoted("https://x.example/a?b=c&" + name + "=" + MARK + "&d=e"));
    shapes.put("assignment", "\"text\":" + quoted("run with " + name + "=" + MARK + " now"));
    shapes.put("colon", "\"text\":" + quoted("run with " + name + ": " + MARK));
    shapes.put("Python", "\"text\":" + quoted("{'" + name + "': '" + MARK + "'}"));
    shapes.put("option", "\"command\":[\"run\",\"--" + name + "\"," + secret + "]");
    shapes.put("option in text", "\"command\":" + quoted("run --" + name + " " + MARK + " --x y"));
    shapes.put("element", "\"text\":" + quoted("<" + name + ">" + MARK + "</" + name + ">"));
    shapes.put("form", "\"text\":" + quoted("ParameterKey=" + name + ",ParameterValue=" + MARK));
    return shapes;
  }

  /** All of them, each as the members of an object. */
  public static List<String> all() {
    List<String> members = new ArrayList<>();
    NAMES.forEach(name -> members.addAll(shapes(name).values()));
    return members;
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
