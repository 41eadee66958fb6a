#!/usr/bin/env python3
"""Measures rootmon scan on S3, with moto as S3.

    python3 benchmarks/src/main/python/s3.py [--objects 20000] [--rootmon ./rootmon]

Fills a bucket with log files of three accounts, four regions and 60 days. Then it measures a scan
of everything, a scan that CloudTrail's folders prune, a copy by "aws s3 sync" with a local scan, a
scan that is ended and resumed, and the memory with 200 objects. It ends with 1 if two reports that
must be equal are not. It needs moto_server, aws and boto3.
"""
import argparse
import datetime
import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3

ACCOUNTS = ["111122223333", "444455556666", "777788889999"]
REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2", "sa-east-1"]
DAYS = 60
START = datetime.datetime(2026, 1, 1)
RECORDS = 100


def record(account, region, moment, number, index, is_root):
    identity = {"type": "Root", "accountId": account, "principalId": account,
                "arn": f"arn:aws:iam::{account}:root"} if is_root else {
        "type": "AssumedRole", "accountId": account, "principalId": "AROAEXAMPLE:build",
        "arn": f"arn:aws:sts::{account}:assumed-role/Build/build"}
    return {
        "eventVersion": "1.11", "userIdentity": identity,
        "eventTime": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": "iam.amazonaws.com" if is_root else "ec2.amazonaws.com",
        "eventName": "CreateAccessKey" if is_root else "DescribeInstances",
        "awsRegion": region, "sourceIPAddress": "192.0.2.7", "userAgent": "aws-cli/2.31",
        "requestParameters": None, "responseElements": None,
        "eventID": f"{number:08d}-{index:04d}-4000-8000-000000000000",
        "readOnly": not is_root, "eventType": "AwsApiCall", "managementEvent": True,
        "recipientAccountId": account, "eventCategory": "Management"}


def objects(count):
    """Keys and contents; one object in a hundred has a record of root."""
    per_day = -(-count // (len(ACCOUNTS) * len(REGIONS) * DAYS))
    number = 0
    for account in ACCOUNTS:
        for region in REGIONS:
            for day in range(DAYS):
                for at in range(per_day):
                    if number == count:
                        return
                    moment = START + datetime.timedelta(
                        days=day, seconds=600 + at * 80_000 // per_day)
                    key = (f"AWSLogs/o-exampleorgid/{account}/CloudTrail/{region}/"
                           f"{moment:%Y/%m/%d}/{account}_CloudTrail_{region}_"
                           f"{moment:%Y%m%dT%H%M}Z_{number:016d}.json.gz")
                    yield key, account, region, moment, number
                    number += 1


def content(account, region, moment, number):
    records = [
        record(account, region, moment - datetime.timedelta(minutes=5), number, index,
               number % 100 == 0 and index == RECORDS // 2)
        for index in range(RECORDS)]
    return gzip.compress(json.dumps({"Records": records}).encode(), 6)


class Moto:
    def __init__(self, folder):
        self.log = folder / "moto.log"
        self.process = subprocess.Popen(
            ["moto_server", "-H", "127.0.0.1", "-p", "0"], stdout=subprocess.DEVNULL,
            stderr=self.log.open("w"), env={**os.environ, "PYTHONUNBUFFERED": "1"})
        for _ in range(300):
            address = re.search(r"Running on (http://127\.0\.0\.1:\d+)", self.log.read_text())
            if address:
                self.url = address.group(1)
                return
            time.sleep(0.1)
        sys.exit("moto_server: expected it to listen")

    def calls(self):
        """How many lists, and reads of objects, there were."""
        text = self.log.read_text()
        return (len(re.findall(r'"GET /[^ "]*list-type=2', text)),
                len(re.findall(r'"GET /[^ "?]+/AWSLogs/', text)))

    def close(self):
        self.process.kill()
        self.process.wait()


def run(command, environment, before_end=None):
    """Standard output, seconds, and the most memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    peak = 0
    chunks = []
    os.set_blocking(process.stdout.fileno(), False)
    while process.poll() is None:
        try:
            status = Path(f"/proc/{process.pid}/status").read_text()
            peak = max(peak, int(re.search(r"VmHWM:\s+(\d+)", status).group(1)))
        except (OSError, AttributeError):
            pass
        chunks.append(process.stdout.read() or b"")
        if before_end and before_end():
            process.terminate()
        time.sleep(0.02)
    chunks.append(process.stdout.read() or b"")
    return b"".join(chunks).decode(), time.monotonic() - start, peak / 1024


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--objects", type=int, default=20_000)
    options.add_argument("--rootmon", default="./rootmon")
    arguments = options.parse_args()
    environment = {
        **os.environ, "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "not-a-secret-access-key", "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}
    folder = Path(tempfile.mkdtemp(prefix="rootmon-s3-"))
    moto = Moto(folder)
    try:
        measure(arguments, environment, folder, moto)
    finally:
        moto.close()
        shutil.rmtree(folder)


def measure(arguments, environment, folder, moto):
    client = boto3.client(
        "s3", endpoint_url=moto.url, aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key="x", region_name="us-east-1")
    size = 0
    for bucket, count in (("trail", arguments.objects), ("small", 200)):
        client.create_bucket(Bucket=bucket)

        def put(entry):
            body = content(*entry[1:])
            client.put_object(Bucket=bucket, Key=entry[0], Body=body)
            return len(body)

        with ThreadPoolExecutor(4) as executor:
            stored = sum(executor.map(put, objects(count)))
        size = size or stored
    print(f"{arguments.objects:,} objects, {size / 1e6:.1f} MB", flush=True)

    def scan(name, *options, before_end=None):
        lists, reads = moto.calls()
        out, seconds, memory = run(
            [*shlex.split(arguments.rootmon), "scan", "--format", "json", "--min-severity", "info",
             *options], environment, before_end)
        more_lists, more_reads = moto.calls()
        report = json.loads(out) if out.strip() and before_end is None else {}
        print(f"{name:34} {seconds:7.1f} s {memory:6.0f} MB  {more_lists - lists:6,} lists"
              f" {more_reads - reads:7,} reads  {report.get('records', 0):9,} records"
              f" {report.get('findingCount', 0):5,} findings", flush=True)
        return report, seconds, more_reads - reads

    s3 = ["--endpoint-url", moto.url]
    whole, seconds, _ = scan("everything", *s3, "s3://trail/AWSLogs/")
    print(f"{'':34} {size / 1e6 / seconds:7.1f} MB/s")
    scan("one week", *s3, "--since", "2026-01-20", "--until", "2026-01-26", "s3://trail/AWSLogs/")
    scan("one week, account and region", *s3, "--since", "2026-01-20", "--until", "2026-01-26",
         "--account", ACCOUNTS[1], "--region", REGIONS[0], "s3://trail/AWSLogs/")
    scan("200 objects", *s3, "s3://small/AWSLogs/")

    checkpoint = ["--checkpoint", str(folder / "scan.state")]
    reads = moto.calls()[1]
    _, _, first = scan("ended at a third", *s3, *checkpoint, "s3://trail/AWSLogs/",
                       before_end=lambda: moto.calls()[1] - reads >= arguments.objects // 3)
    resumed, _, second = scan("resumed", *s3, *checkpoint, "s3://trail/AWSLogs/")
    print(f"{'':34} {first + second - arguments.objects:,} objects read twice, in flight when it was ended")
    require(resumed == whole, "the resumed report")

    copy = folder / "copy"
    start = time.monotonic()
    subprocess.run(["aws", "s3", "sync", "--only-show-errors", "--endpoint-url", moto.url,
                    "s3://trail/AWSLogs/", str(copy)], env=environment, check=True)
    synced = time.monotonic() - start
    local, scanned, _ = scan("aws s3 sync, then a local scan", str(copy))
    print(f"{'':34} {synced:7.1f} s for the copy, {synced + scanned:.1f} s in all,"
          f" {size / 1e6 / (synced + scanned):.1f} MB/s")
    require(local == whole, "the report on the copy")


def require(is_equal, what):
    if not is_equal:
        sys.exit(f"{what}: expected the same as of one scan of S3")
    print(f"{what} is equal", flush=True)


if __name__ == "__main__":
    main()
