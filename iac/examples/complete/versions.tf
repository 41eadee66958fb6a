terraform {
  required_version = ">= 1.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

# The hub account, where the function is.
provider "aws" {
  region = var.home_region

  dynamic "assume_role" {
    for_each = compact([var.hub_role])
    content {
      role_arn = assume_role.value
    }
  }
}

# The management account.
provider "aws" {
  alias  = "management"
  region = var.home_region

  dynamic "assume_role" {
    for_each = compact([var.management_role])
    content {
      role_arn = assume_role.value
    }
  }
}
