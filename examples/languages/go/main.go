package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	staticsiteha "github.com/static-site-ha/pulumi-static-site-ha/sdk/go/static-site-ha"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		site, err := staticsiteha.NewStaticSiteHA(ctx, "site", &staticsiteha.StaticSiteHAArgs{
			PrimaryRegion: "eu-west-1",
			ReplicaRegion: "eu-central-1",
			ErrorPage:     pulumi.StringRef("/404.html"),
		})
		if err != nil {
			return err
		}
		ctx.Export("url", site.Url)
		ctx.Export("primaryBucketName", site.PrimaryBucketName)
		return nil
	})
}
