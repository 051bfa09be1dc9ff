import type { RouteReader } from './routeReader';

const serviceType = 'networking.internal.knative.dev/serviceType';

/**
 * The private Service of a revision, whose pods Knative's activator dials for requests that it holds
 * back, or that Service where it cannot (knative/serving pkg/activator/net/revision_backends.go): while
 * it stands between, no gateway does.
 */
export const knativeActivator: RouteReader = {
  routesTo: () => [],
  unclaimed: (_, service) =>
    service.meta.labels[serviceType] === 'Private'
      ? [
          {
            object: service,
            why: "is of a revision of Knative: what its activator sends to these pods is not followed, and STRICT turns it away where the activator's pods are in no mesh",
          },
        ]
      : [],
};
