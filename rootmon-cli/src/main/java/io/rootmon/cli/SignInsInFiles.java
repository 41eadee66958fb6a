package io.rootmon.cli;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.detect.Detector;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.SignInLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the successful root sign-ins in the named files. The files are read for this once, when the
 * first MFA check needs them. Standard input cannot be read twice, so its sign-ins are unknown.
 */
final class SignInsInFiles implements SignInLog {
  private final List<String> names;
  private final Map<Optional<AccountId>, List<Instant>> signIns = new HashMap<>();
  private boolean searched;

  SignInsInFiles(List<String> names) {
    this.names = List.copyOf(names);
  }

  @Override
  public Optional<Boolean> isFollowed(RootActivity check) {
    if (!searched) {
      searched = true;
      names.stream().filter(it -> !it.equals(InputReader.STANDARD_INPUT)).forEach(this::search);
    }
    boolean isFollowed =
        signIns.getOrDefault(check.account(), List.of()).stream()
            .anyMatch(it -> SignInLog.belongs(check.event().time(), it));
    return isFollowed || !names.contains(InputReader.STANDARD_INPUT)
        ? Optional.of(isFollowed)
        : Optional.empty();
  }

  private void search(String name) {
    Optional<Path> path = InputReader.find(name);
    if (path.isEmpty()) {
      return;
    }
    CloudTrailReader reader = new CloudTrailReader().prefiltered(Detector.names()::contains);
    try (ReadResultIterator readings = reader.read(path.get())) {
      while (readings.hasNext()) {
        if (readings.next() instanceof ReadResult.EventRead read) {
          add(read.event());
        }
      }
    }
  }

  private void add(CloudTrailEvent event) {
    if (!event.isNamed("ConsoleLogin")) {
      return;
    }
    new Detector()
        .detect(event)
        .filter(it -> it.succeeded() && it.actedAsRoot())
        .ifPresent(
            it ->
                signIns
                    .computeIfAbsent(it.account(), unused -> new ArrayList<>())
                    .add(event.time()));
  }
}
