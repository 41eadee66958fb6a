package io.rootmon.cli.lastused;

import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.aws.AwsSession;

/** Reads the state of an account's root credentials. */
interface RootCredentialsReader {
  RootCredentials read(AwsSession session) throws AwsProblem;
}
