/** What a path without a file's extension means. */
export const SiteMode = {
  /** Every path is an object's name as it stands; only `/` is the default root object. */
  Files: "files",
  /** `/about` is `/about.html`, `/docs/` is `/docs/index.html`. */
  Pages: "pages",
  /** Every path without an extension is the default root object: the application routes in the browser. */
  Spa: "spa",
} as const;
export type SiteMode = (typeof SiteMode)[keyof typeof SiteMode];
