package io.rootmon.lambda;

import java.util.List;

/**
 * What came in one queue message.
 *
 * @param id the queue's name for it; empty where it has none
 */
record ParsedMessage(String id, List<BatchItem> pieces) {
  ParsedMessage {
    pieces = List.copyOf(pieces);
  }
}
