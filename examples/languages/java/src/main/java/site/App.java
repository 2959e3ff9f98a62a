package site;

import com.pulumi.Pulumi;
import com.static_site_ha.staticsiteha.StaticSiteHA;
import com.static_site_ha.staticsiteha.StaticSiteHAArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(context -> {
            var site = new StaticSiteHA("site", StaticSiteHAArgs.builder()
                .primaryRegion("eu-west-1")
                .replicaRegion("eu-central-1")
                .errorPage("/404.html")
                .build());
            context.export("url", site.url());
            context.export("primaryBucketName", site.primaryBucketName());
        });
    }
}
