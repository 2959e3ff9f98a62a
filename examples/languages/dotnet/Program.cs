using System.Collections.Generic;
using StaticSiteHa.StaticSiteHa;

return await Pulumi.Deployment.RunAsync(() =>
{
    var site = new StaticSiteHA("site", new StaticSiteHAArgs
    {
        PrimaryRegion = "eu-west-1",
        ReplicaRegion = "eu-central-1",
        ErrorPage = "/404.html",
    });
    return new Dictionary<string, object?>
    {
        ["url"] = site.Url,
        ["primaryBucketName"] = site.PrimaryBucketName,
    };
});
