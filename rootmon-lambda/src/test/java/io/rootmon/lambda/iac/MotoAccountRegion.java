package io.rootmon.lambda.iac;

import io.rootmon.lambda.moto.MotoServer;
import java.io.IOException;

/**
 * A region of an account of moto's.
 *
 * @param accessKey of a session of the account, by which moto tells it from the others
 */
record MotoAccountRegion(MotoServer moto, String account, String accessKey, String region) {
  /** A call of the JSON protocol. */
  String call(String service, String target, String body) throws IOException, InterruptedException {
    return moto.call(accessKey, region, service, target, body);
  }

  /** A call of the query protocol. */
  String form(String service, String fields) throws IOException, InterruptedException {
    return moto.call(accessKey, region, service, "", fields);
  }

  String get(String service, String path) throws IOException, InterruptedException {
    return moto.get(accessKey, region, service, path);
  }

  MotoAccountRegion in(String other) {
    return new MotoAccountRegion(moto, account, accessKey, other);
  }

  @Override
  public String toString() {
    return account + " in " + region;
  }
}
