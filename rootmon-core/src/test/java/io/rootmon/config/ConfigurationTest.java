package io.rootmon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final AccountId SANDBOX = new AccountId("444455556666");

  @Test
  void namesAccounts(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rootmon.json"),
            """
            {"accounts": {
              "111122223333": {"name": "payments-prod", "owner": "payments"},
              "444455556666": "sandbox"
            }}
            """);

    var accounts = Configuration.read(file).accountDirectory();

    assertThat(accounts.find(PAYMENTS))
        .isEqualTo(
            new Account(
                Optional.of(PAYMENTS), Optional.of("payments-prod"), Optional.of("payments")));
    assertThat(accounts.find(SANDBOX))
        .isEqualTo(new Account(Optional.of(SANDBOX), Optional.of("sandbox"), Optional.empty()));
    AccountId other = new AccountId("777788889999");
    assertThat(accounts.find(other)).isEqualTo(Account.unnamed(other));
  }

  @Test
  void mayNameNothing() {
    assertThat(Configuration.parse("rootmon.json", "{}")).isEqualTo(Configuration.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"accounts":{"1111":"a"}}                         | accounts.1111: expected 12 digits but was '1111'
          {"accounts":{"arn:aws:iam::111122223333:x":"a"}}  | accounts.arn:aws:iam::111122223333:x: expected 12 digits but was 'arn:aws:iam::111122223333:x'
          {"accounts":{"111122223333":7}}                   | accounts.111122223333: expected a name or an object but was 7
          {"accounts":{"111122223333":""}}                  | accounts.111122223333: expected a text but was empty
          {"accounts":{"111122223333":{"name":["a"]}}}      | accounts.111122223333.name: expected a text but was a list
          {"accounts":{"111122223333":{"owner":null}}}      | accounts.111122223333.owner: expected a text but was null
          {"accounts":{"111122223333":{"team":"a"}}}        | accounts.111122223333.team: expected one of name, owner but was an unknown key
          {"accounts":[]}                                   | accounts: expected an object but was a list
          {"acounts":{}}                                    | acounts: expected one of accounts but was an unknown key
          "text"                                            | expected an object but was the text 'text'
          {} {}                                             | expected the end of the document but was an object
          """)
  void refusesWhatItDoesNotKnow(String json, String problem) {
    assertThatThrownBy(() -> Configuration.parse("rootmon.json", json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rootmon.json: " + problem);
  }

  @Test
  void refusesAnEmptyDocument() {
    assertThatThrownBy(() -> Configuration.parse("rootmon.json", ""))
        .hasMessage("rootmon.json: expected an object but was nothing");
  }

  @Test
  void refusesBrokenJsonAndRepeatedKeysWithTheirPlace() {
    assertThatThrownBy(() -> Configuration.parse("rootmon.json", "{\n  \"accounts\": {,}\n}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rootmon.json: line 2, column 16: expected JSON but was broken: ");
    assertThatThrownBy(
            () ->
                Configuration.parse(
                    "rootmon.json",
                    "{\"accounts\": {\"111122223333\": \"a\", \"111122223333\": \"b\"}}"))
        .hasMessageContaining("Duplicate field '111122223333'");
  }

  @Test
  void saysThatAFileIsMissing(@TempDir Path folder) {
    assertThatThrownBy(() -> Configuration.read(folder.resolve("none.json")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
