package io.rootmon.cli;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.AssumedRootSessionStore;
import io.rootmon.detect.Detector;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Stores the central root sessions in the named files, regardless of their position: a call may be
 * read before the AssumeRoot that explains it. The files are read for this once, when the first
 * call needs them.
 */
final class FileSessionStore implements AssumedRootSessionStore {
  private final List<String> names;
  private final AssumedRootSessionStore sessions = AssumedRootSessionStore.inMemory();
  private boolean searched;

  FileSessionStore(List<String> names) {
    this.names = List.copyOf(names);
  }

  @Override
  public void remember(Session session) {
    sessions.remember(session);
  }

  @Override
  public Optional<Session> find(String accessKeyId) {
    Optional<Session> known = sessions.find(accessKeyId);
    if (known.isPresent() || searched) {
      return known;
    }
    searched = true;
    names.stream().filter(it -> !it.equals(InputReader.STANDARD_INPUT)).forEach(this::search);
    return sessions.find(accessKeyId);
  }

  private void search(String name) {
    Optional<Path> path = InputReader.find(name);
    if (path.isEmpty()) {
      return;
    }
    Detector detector = new Detector(sessions);
    try (ReadResultIterator readings = new CloudTrailReader().read(path.get())) {
      while (readings.hasNext()) {
        if (readings.next() instanceof ReadResult.EventRead read
            && read.event().isNamed("AssumeRoot")) {
          detector.detect(read.event());
        }
      }
    }
  }
}
