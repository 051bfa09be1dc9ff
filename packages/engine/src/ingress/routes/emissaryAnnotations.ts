// Mappings in an annotation of a Service: emissary-ingress/emissary python/ambassador/fetch/resource.py (from_service).
import { emissary } from '../vendors/emissary';
import { installationsOf } from '../edges/instances';
import type { RouteReader } from './routeReader';

const annotation = 'getambassador.io/config';

/** Services with objects of Emissary in an annotation, which are not read: the Service itself is what most lead to. */
export const emissaryAnnotations: RouteReader = {
  routesTo: () => [],
  unclaimed: (state, service) =>
    annotation in service.meta.annotations &&
    installationsOf(state, emissary).length > 0
      ? [
          {
            object: service,
            why: `has objects of ${emissary.title} in annotation ${annotation}, which are not read: what arrives by those could not be worked out.`,
          },
        ]
      : [],
};
