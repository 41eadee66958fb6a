package io.rootmon.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration document; whatever it does not know is an error that names the path. */
final class ConfigurationParser {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int LONGEST_QUOTE = 60;

  private final String document;

  ConfigurationParser(String document) {
    this.document = document;
  }

  Configuration parse(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      Map<AccountId, Account> accounts = Map.of();
      requireObject(parser, "");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        parser.nextToken();
        if (!key.equals("accounts")) {
          throw unknown(key, "accounts");
        }
        accounts = accounts(parser);
      }
      if (parser.nextToken() != null) {
        throw problem("", "expected the end of the document but was " + seen(parser));
      }
      return new Configuration(accounts);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw problem(place, "expected JSON but was broken: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<AccountId, Account> accounts(JsonParser parser) throws IOException {
    requireObject(parser, "accounts");
    Map<AccountId, Account> accounts = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String number = parser.currentName();
      String path = "accounts." + shown(number);
      if (AccountId.find(number).filter(it -> it.value().equals(number)).isEmpty()) {
        throw problem(path, "expected 12 digits but was '" + shown(number) + "'");
      }
      parser.nextToken();
      AccountId id = new AccountId(number);
      accounts.put(id, account(parser, id, path));
    }
    return accounts;
  }

  private Account account(JsonParser parser, AccountId id, String path) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return new Account(Optional.of(id), Optional.of(text(parser, path)), Optional.empty());
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw problem(path, "expected a name or an object but was " + seen(parser));
    }
    Optional<String> name = Optional.empty();
    Optional<String> owner = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "name" -> name = Optional.of(text(parser, path + ".name"));
        case "owner" -> owner = Optional.of(text(parser, path + ".owner"));
        default -> throw unknown(path + "." + key, "name, owner");
      }
    }
    return new Account(Optional.of(id), name, owner);
  }

  private String text(JsonParser parser, String path) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw problem(path, "expected a text but was " + seen(parser));
    }
    if (parser.getText().isBlank()) {
      throw problem(path, "expected a text but was empty");
    }
    return parser.getText();
  }

  private void requireObject(JsonParser parser, String path) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw problem(path, "expected an object but was " + seen(parser));
    }
  }

  private IllegalArgumentException unknown(String path, String known) {
    return problem(shown(path), "expected one of " + known + " but was an unknown key");
  }

  private IllegalArgumentException problem(String path, String what) {
    return new IllegalArgumentException(
        document + ": " + (path.isEmpty() ? "" : path + ": ") + what);
  }

  private static String seen(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "a list";
      case VALUE_STRING -> "the text '" + shown(parser.getText()) + "'";
      default -> shown(parser.getText());
    };
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
