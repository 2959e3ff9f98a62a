import { resolve } from "node:path";
import { CodedError } from "../aws/codedError";
import { sampleSite } from "../cli/packageRoot";
import { loadSite } from "../cli/siteOptions";
import { keepInside } from "./inside";

/** Which site is meant. Of `distribution` and `state` at most one is given; without either it is a Pulumi program's. */
export interface OpenSiteOptions {
  /** The folder with the program's Pulumi.yaml. Default: the working folder. */
  readonly cwd?: string;
  /** The stack whose configuration the program gets. Default `dev`. */
  readonly stack?: string;
  /** A file as `aws cloudfront get-distribution-config` or `get-distribution` prints it. */
  readonly distribution?: string;
  /** A file as `pulumi stack export` prints it. */
  readonly state?: string;
  /**
   * The folder that is published to the primary. Default: the sample site for a program, nothing for a file, whose buckets
   * stay empty.
   */
  readonly content?: string;
  /** Aborted: the program is ended, and `openSite` rejects with `E_INTERRUPTED`. */
  readonly signal?: AbortSignal;
}

/** A site that AWS would accept, with its content, ready for `prove` and `serve`; nothing runs yet. */
export interface Site {
  readonly source: "program" | "state" | "distribution" | "local";
  /** How many resources of providers its program or stack has; undefined for a distribution alone. */
  readonly resources?: number;
  /** What it asks for and the embedded cloud does not do, a sentence each. */
  readonly notModelled: readonly string[];
  /** What its source does not say and was chosen here, a line each. */
  readonly madeUp: readonly string[];
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Of the site's own, in the order in which it declares them. */
  readonly buckets: readonly { readonly name: string; readonly region: string }[];
}

/**
 * Reads a site: runs its Pulumi program on the embedded cloud, in a process of its own and with no AWS account, or loads a
 * file. What is made up and what is not modelled is told on stderr, a line each.
 *
 * @throws CodedError with the code of what is wrong with the program, its configuration, the file or the content
 * (`E_USAGE`, `E_PROJECT`, `E_STACK`, `E_PROGRAM`, `E_CONTENT`, …; `docs/errors.md` has all), or AWS's own where AWS would refuse it.
 */
export async function openSite(options: OpenSiteOptions = {}): Promise<Site> {
  const { cwd = ".", stack = "dev", distribution, state, content, signal } = options;
  if (distribution !== undefined && state !== undefined) {
    throw new CodedError("E_USAGE", `one of distribution and state must be left out, got ${distribution} and ${state}`);
  }
  const ready = await loadSite(
    {
      cwd: resolve(cwd),
      stack,
      timeScale: 1,
      ...(distribution === undefined ? {} : { distribution }),
      ...(state === undefined ? {} : { state }),
      ...(content === undefined ? {} : { content: [{ folder: content }] }),
    },
    sampleSite(),
    signal,
  );
  const { source, resources, notModelled, madeUp, outputs, model } = ready;
  const site: Site = {
    source,
    ...(resources === undefined ? {} : { resources }),
    notModelled,
    madeUp,
    outputs,
    buckets: model.buckets.map(({ name, region }) => ({ name, region })),
  };
  keepInside(site, ready);
  return site;
}
