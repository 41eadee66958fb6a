package io.rootmon.cli.s3;

/**
 * An object that a scan reads.
 *
 * @param folder the folder of the listing that contained it; a listing is in the order of the keys
 */
record ListedObject(String folder, String key, long size) {}
