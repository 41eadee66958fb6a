package io.rootmon.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples of AWS's own access levels, and of names that have none. */
class AccessLevelsTest {
  @ParameterizedTest
  @CsvSource({
    "ce,ListCostAllocationTags",
    "ec2,DescribeInstances",
    "iam,GenerateCredentialReport",
    "logs,StartQuery",
    "cloudtrail,GenerateQuery",
    "sts,DecodeAuthorizationMessage",
    "logs,StartLiveTail",
    "acm,ExportCertificate",
    "bedrock,InvokeModel",
    "elasticbeanstalk,RequestEnvironmentInfo",
    "monitoring,GetMetricData",
    "monitoring,GenerateQuery",
    "lambda,ListFunctions20150331",
    "lambda,GetFunction20150331v2",
    "cloudfront,GetDistribution2020_05_31",
    "s3,ListBuckets",
    "s3,HeadBucket",
    "dynamodb,BatchGetItem",
    "cognito-idp,AdminGetUser",
    "runtime.lex,GetSession",
    "billing,GetResourcePolicy"
  })
  void aReadIsARead(String service, String name) {
    assertThat(AccessLevels.readOnly(service + ".amazonaws.com", name)).contains(true);
  }

  @ParameterizedTest
  @CsvSource({
    "iam,CreateUser",
    "iam,TagRole",
    "sts,GetFederationToken",
    "kms,Decrypt",
    "email,VerifyEmailIdentity",
    "ses,VerifyDomainIdentity",
    "redshift,GetClusterCredentials",
    "lightsail,DownloadDefaultKeyPair",
    "cognito-idp,AdminCreateUser",
    "dynamodb,BatchWriteItem",
    "lambda,CreateFunction20150331",
    "cloudfront,CreateDistributionWithTags2020_05_31",
    "elasticloadbalancing,RegisterInstancesWithLoadBalancer",
    "cloudshell,startEnvironment",
    "autoscaling,EnterStandby",
    "b2bi,TestMapping",
    "ssm,PutConfigurePackageResult"
  })
  void aChangeIsAChange(String service, String name) {
    assertThat(AccessLevels.readOnly(service + ".amazonaws.com", name)).contains(false);
  }

  @Test
  void anUnknownVerbIsNotGuessed() {
    assertThat(AccessLevels.readOnly("x.amazonaws.com", "FrobnicateThings"))
        .isEqualTo(Optional.empty());
    assertThat(AccessLevels.readOnly("x.amazonaws.com", "Listen")).isEqualTo(Optional.empty());
    assertThat(AccessLevels.readOnly("", "")).isEqualTo(Optional.empty());
  }

  @Test
  void oddSourcesAndNamesAreSurvived() {
    assertThat(AccessLevels.readOnly("..amazonaws.com", "GetX.")).contains(true);
    assertThat(AccessLevels.readOnly("LOGS.AMAZONAWS.COM", "StartQuery")).contains(true);
    assertThat(AccessLevels.readOnly("logs.us-east-1.amazonaws.com", "StartQuery")).contains(true);
    assertThat(AccessLevels.readOnly("iam", "_")).isEmpty();
  }
}
