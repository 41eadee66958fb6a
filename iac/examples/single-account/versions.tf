terraform {
  required_version = ">= 1.7"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # 6.0.0 to 6.3.0 cannot publish a version with SnapStart.
      # https://github.com/hashicorp/terraform-provider-aws/issues/43395
      version = ">= 5.100, < 7.0, != 6.0.0, != 6.1.0, != 6.2.0, != 6.3.0"
    }
  }
}

provider "aws" {
  region = var.home_region

  dynamic "assume_role" {
    for_each = compact([var.role])
    content {
      role_arn = assume_role.value
    }
  }
}
