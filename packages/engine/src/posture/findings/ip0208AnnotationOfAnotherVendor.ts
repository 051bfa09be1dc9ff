import type { VendorDescription } from '../../ingress/vendorDescription';
import { vendors } from '../../ingress/vendors';
import { annotationEvidence, objectName } from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import { findingRule } from '../finding';

/** People mix up the nginx family, and load balancers that are called alike: what they set is not read. */
export const ip0208 = findingRule('IP0208', ({ paths, service }) =>
  paths.flatMap(({ facts: { edge, route }, path }, index) => {
    if (!route || !isIngress(route.object)) return [];
    const { object } = route;
    const earlier = paths
      .slice(0, index)
      .some(one => one.facts.route?.object === object);
    if (earlier) return [];
    return Object.keys(object.meta.annotations).flatMap(annotation => {
      const other = readers(annotation)[0];
      if (!other || isRead(edge.vendor, annotation)) return [];
      return [
        {
          says: {
            annotation,
            object: objectName(object),
            other: other.title,
            vendor: path.edge.title,
            service: service.meta.name,
          },
          about: [object],
          path: index,
          evidence: [annotationEvidence(object, annotation)],
        },
      ];
    });
  }),
);

// Of other kinds of routes a vendor has its own, which nobody mixes up.
function isIngress(object: { readonly kind: string }): object is Ingress {
  return object.kind === 'Ingress';
}

// A prefix that several projects used before they had one of their own says nothing about whose it is.
const shared = /^(service\.beta\.|ingress\.)?kubernetes\.io\//;

function readers(annotation: string): readonly VendorDescription[] {
  if (shared.test(annotation)) return [];
  return vendors.filter(vendor => isRead(vendor, annotation));
}

function isRead(
  { annotationPrefixes = [] }: VendorDescription,
  annotation: string,
): boolean {
  return annotationPrefixes.some(prefix => annotation.startsWith(prefix));
}
