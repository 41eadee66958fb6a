package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A queue's batch and the answer to it as JSON. Written by hand: the runtime's own serialization
 * maps by reflection and costs more start-up time than all of rootmon.
 */
public final class BatchJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String SQS = "aws:sqs";

  private BatchJson() {}

  /** The batch; empty where the input is another thing, be it broken JSON. */
  static Optional<SQSEvent> read(byte[] json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Optional<SQSEvent> batch = Optional.empty();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean records = parser.currentName().equals("Records");
        if (parser.nextToken() == JsonToken.START_ARRAY && records) {
          batch = batch(parser);
          if (batch.isEmpty()) {
            return batch;
          }
        } else {
          parser.skipChildren();
        }
      }
      return batch;
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<SQSEvent> batch(JsonParser parser) throws IOException {
    List<SQSMessage> messages = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      SQSMessage message = message(parser);
      if (!SQS.equals(message.getEventSource())) {
        return Optional.empty();
      }
      messages.add(message);
    }
    if (parser.currentToken() != JsonToken.END_ARRAY || messages.isEmpty()) {
      return Optional.empty();
    }
    SQSEvent batch = new SQSEvent();
    batch.setRecords(messages);
    return Optional.of(batch);
  }

  private static SQSMessage message(JsonParser parser) throws IOException {
    SQSMessage message = new SQSMessage();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        String value = parser.getText();
        switch (field) {
          case "messageId" -> message.setMessageId(value);
          case "body" -> message.setBody(value);
          case "eventSource" -> message.setEventSource(value);
          case "eventSourceARN" -> message.setEventSourceArn(value);
          case "awsRegion" -> message.setAwsRegion(value);
          case "receiptHandle" -> message.setReceiptHandle(value);
          default -> {} // of no use to us
        }
      } else if (field.equals("attributes") && parser.currentToken() == JsonToken.START_OBJECT) {
        message.setAttributes(texts(parser));
      } else {
        parser.skipChildren();
      }
    }
    return message;
  }

  private static Map<String, String> texts(JsonParser parser) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        texts.put(field, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return texts;
  }

  public static void write(SQSBatchResponse answer, OutputStream out) throws IOException {
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      generator.writeStartObject();
      generator.writeArrayFieldStart("batchItemFailures");
      for (SQSBatchResponse.BatchItemFailure failure : answer.getBatchItemFailures()) {
        generator.writeStartObject();
        generator.writeStringField("itemIdentifier", failure.getItemIdentifier());
        generator.writeEndObject();
      }
      generator.writeEndArray();
      generator.writeEndObject();
    }
  }
}
