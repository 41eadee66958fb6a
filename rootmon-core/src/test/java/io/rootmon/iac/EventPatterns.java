package io.rootmon.iac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.event.ruler.Machine;

/** The patterns of {@code iac/patterns}, matched as EventBridge matches them. */
final class EventPatterns {
  private static final Path FOLDER = Path.of("..", "iac", "patterns");
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, JsonNode> patterns;
  private final Machine machine = Machine.builder().build();

  private EventPatterns(Map<String, JsonNode> patterns) throws IOException {
    this.patterns = patterns;
    for (var pattern : patterns.entrySet()) {
      machine.addRule(pattern.getKey(), pattern.getValue().toString());
    }
  }

  static EventPatterns shipped() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Map<String, JsonNode> patterns = new TreeMap<>();
      for (Path file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        patterns.put(name, JSON.readTree(Files.readString(file)));
      }
      return new EventPatterns(patterns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By file name without its ending. */
  Map<String, JsonNode> all() {
    return patterns;
  }

  JsonNode named(String name) {
    JsonNode pattern = patterns.get(name);
    if (pattern == null) {
      throw new AssertionError(
          "pattern: expected one of " + patterns.keySet() + " but was " + name);
    }
    return pattern;
  }

  /** The names of the patterns that match. */
  Set<String> matching(JsonNode event) {
    return new TreeSet<>(machine.rulesForJSONEvent(event));
  }

  Machine machine() {
    return machine;
  }
}
