package io.rootmon.channel.webhook;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.message.MessageJson;
import java.util.Optional;

/** An alert in a CloudEvents envelope, structured mode. */
final class CloudEvent {
  static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private CloudEvent() {}

  static String of(Alert alert) {
    return JsonStreams.text(
        json -> {
          json.writeStringField("specversion", "1.0");
          // An id must not be empty.
          json.writeStringField("id", alert.id().isEmpty() ? "none" : alert.id());
          json.writeStringField("source", "rootmon");
          json.writeStringField("type", "io.rootmon.alert");
          json.writeStringField("time", alert.time().toString());
          Optional<String> account = alert.account().id().map(AccountId::value);
          if (account.isPresent()) {
            json.writeStringField("subject", account.get());
          }
          json.writeStringField("datacontenttype", "application/json");
          json.writeFieldName("data");
          MessageJson.write(alert, json);
        });
  }
}
