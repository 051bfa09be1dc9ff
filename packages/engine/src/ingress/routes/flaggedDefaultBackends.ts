// The Service that a flag of a controller names for requests that no rule is for.
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import { placesOf, unreadConfigMap } from '../dial/places';
import { settledDial } from '../dial/settledDial';
import type { Route } from '../edges/edge';
import { flagOf } from '../edges/flagOf';
import { Instance, installationsOf, instanceRef } from '../edges/instances';
import type { VendorDescription } from '../vendorDescription';
import { bfe } from '../vendors/bfe';
import { haproxyIngress } from '../vendors/haproxyIngress';
import { haproxytech } from '../vendors/haproxytech';
import { traefikForNginx } from '../vendors/traefikForNginx';
import type { RouteReader } from './routeReader';

interface Flagged {
  readonly vendor: VendorDescription;
  readonly flag: string;
  readonly source: string;
}

// They take the first port of the Service.
const flagged: readonly Flagged[] = [
  {
    vendor: haproxytech,
    flag: '--default-backend-service',
    source:
      'haproxytech/kubernetes-ingress pkg/service/service.go (SetDefaultBackend)',
  },
  {
    vendor: haproxyIngress,
    flag: '--default-backend-service',
    source:
      'jcmoraisjr/haproxy-ingress pkg/converters/ingress/ingress.go (syncDefaultBackend)',
  },
  {
    vendor: traefikForNginx,
    flag: '--providers.kubernetesingressnginx.defaultbackendservice',
    source:
      'traefik/traefik pkg/provider/kubernetes/ingress-nginx/build.go (getServicePort)',
  },
  {
    vendor: bfe,
    flag: '--default-backend',
    source:
      'bfenetworks/ingress-bfe internal/bfeConfig/configs/clusterConfig.go (addDefautBackend)',
  },
];

/** Default backends of controllers, as their flags name them. */
export const flaggedDefaultBackends: RouteReader = {
  routesTo: (state, service) =>
    flagged.flatMap(one =>
      installationsOf(state, one.vendor).flatMap(instance =>
        routeAt(state, one, instance, service),
      ),
    ),
};

function routeAt(
  state: ClusterState,
  { vendor, flag, source }: Flagged,
  instance: Instance,
  service: Service,
): readonly Route[] {
  const { namespace, name } = service.meta;
  const key = `${namespace}/${name}`;
  const pod = instance.pods.find(one => flagOf(one, flag) === key);
  if (!pod || service.ports.length === 0) return [];
  const [port] = service.ports;
  const dial = settledDial({
    vendor,
    places: { ...placesOf(state, pod, instance), service, port },
    service,
    port,
    reasons: [
      {
        text: `Requests that no Ingress is for go to ${objectName(service)}.`,
        evidence: [evidenceOf(pod, `spec.containers[].args[${flag}]`, key)],
        source,
      },
    ],
    caveats: unreadConfigMap(state, instance),
  });
  if (!dial) return [];
  const ref = instanceRef(instance);
  return [
    {
      edge: { vendor, ref, pods: instance.pods, reasons: [] },
      ref: {
        kind: ref.kind,
        namespace: ref.namespace,
        name: ref.name,
        host: null,
        path: null,
      },
      object: pod,
      backend: { namespace, service: name, port: port.port },
      clientTls: false,
      dial,
    },
  ];
}
