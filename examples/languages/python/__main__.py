"""A site that survives the loss of a region, in Python."""

import pulumi
from static_site_ha_static_site_ha import StaticSiteHA

site = StaticSiteHA(
    "site",
    primary_region="eu-west-1",
    replica_region="eu-central-1",
    error_page="/404.html",
)

pulumi.export("url", site.url)
pulumi.export("primaryBucketName", site.primary_bucket_name)
