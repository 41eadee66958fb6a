package io.rootmon.benchmarks.cold;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A deployed function and the way its process is started. */
record Contender(String name, Path folder, List<String> command, Map<String, String> environment) {}
