import type { EndOfLife, VendorDescription } from './vendorDescription';
import { vendors } from './vendors';

/** A vendor that ends, or has ended. */
export type EndingVendor = Pick<VendorDescription, 'id' | 'title'> & {
  readonly endOfLife: EndOfLife;
};

/** Vendors whose end of life is known, the earliest first. */
export function vendorsAtEndOfLife(): readonly EndingVendor[] {
  return vendors
    .flatMap(({ id, title, endOfLife }) =>
      endOfLife ? [{ id, title, endOfLife }] : [],
    )
    .sort((a, b) => (a.endOfLife.date < b.endOfLife.date ? -1 : 1));
}
