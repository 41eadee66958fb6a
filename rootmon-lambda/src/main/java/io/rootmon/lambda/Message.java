package io.rootmon.lambda;

import java.util.List;

/**
 * What came in one queue message.
 *
 * @param id the queue's name for it; empty where it has none
 */
record Message(String id, List<Piece> pieces) {
  Message {
    pieces = List.copyOf(pieces);
  }
}
