/** Which of CloudFront's edge locations serve the site: the dearer the class, the nearer to more viewers. */
export const PriceClass = {
  /** Every edge location. */
  All: "PriceClass_All",
  /** All but the dearest: without South America, Australia and New Zealand. */
  Class200: "PriceClass_200",
  /** The cheapest: North America, Europe and Israel. */
  Class100: "PriceClass_100",
} as const;
export type PriceClass = (typeof PriceClass)[keyof typeof PriceClass];
