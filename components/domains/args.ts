import type * as pulumi from "@pulumi/pulumi";

/** Arguments about the site's own host names. */
export interface DomainArgs {
  /**
   * Host names that the site answers to besides the distribution's own, the one of its address first; `*.example.com`
   * stands for every name one level below. At most 100 together with `redirectHosts`, and at most 10 with `hostedZoneId`,
   * ACM's quota of names per certificate. Defaults to none. No effect on
   * failover: a failover happens behind the name, without any change of DNS.
   */
  aliases?: string[];
  /**
   * Host names that redirect to the first alias, at the edge and so without asking a bucket: they work while both
   * regions are lost. They get records and stand in the certificate as aliases do. Defaults to none.
   */
  redirectHosts?: string[];
  /**
   * ARN of a certificate in us-east-1 that covers every alias and redirect host; the records stay yours. Defaults to
   * none; aliases need either this or `hostedZoneId`. No effect on failover.
   */
  certificateArn?: pulumi.Input<string>;
  /**
   * Id of the Route 53 hosted zone of every alias and redirect host, such as `Z0123456789ABC`: the certificate, its
   * validation records and the records of the names are made in it. Defaults to none; aliases need either this or
   * `certificateArn`. No effect on failover.
   */
  hostedZoneId?: pulumi.Input<string>;
}
