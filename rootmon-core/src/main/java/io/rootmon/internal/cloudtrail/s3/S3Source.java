package io.rootmon.internal.cloudtrail.s3;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.ObjectReader.S3Object;
import java.util.List;
import java.util.Optional;

/**
 * A bucket whose objects may be read.
 *
 * @param prefixes what the keys begin with; empty for all keys
 * @param account that owns the bucket; a bucket of that name in another account is not read
 * @param region of the bucket; empty for the region that rootmon runs in
 */
public record S3Source(
    String bucket, List<String> prefixes, Optional<AccountId> account, Optional<String> region) {
  public S3Source {
    prefixes = List.copyOf(prefixes);
    if (bucket.isBlank()) {
      throw new IllegalArgumentException("bucket: expected the name of a bucket but was empty");
    }
  }

  /** Whether the object may be read. */
  public boolean holds(S3Object object) {
    return bucket.equals(object.bucket())
        && (prefixes.isEmpty() || prefixes.stream().anyMatch(object.key()::startsWith));
  }
}
