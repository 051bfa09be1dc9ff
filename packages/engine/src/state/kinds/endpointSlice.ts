import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import { flag, items, text, texts, whole } from '../read';
import { sharedText } from '../sharedText';

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  /** The Pod behind it, "namespace/name"; undefined when it is something else. */
  readonly pod?: string;
  /** Node that it says it is on, which kube-proxy goes by. */
  readonly node?: string;
}

export interface EndpointPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

export interface EndpointSlice extends KubeObject {
  readonly kind: 'EndpointSlice';
  /** Name of the Service in the same namespace; empty when it belongs to none. */
  readonly service: string;
  readonly addressType: string;
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly EndpointPort[];
}

export const endpointSlices = defineKind<EndpointSlice>({
  group: 'discovery.k8s.io',
  kind: 'EndpointSlice',
  plural: 'endpointslices',
  versions: ['v1'],
  namespaced: true,
  purpose: 'which pods a Service leads to and whether they are ready',
  trim: (object, meta) => ({
    kind: 'EndpointSlice',
    meta,
    service: meta.labels['kubernetes.io/service-name'] ?? '',
    addressType: text(object, 'addressType') ?? 'IPv4',
    endpoints: items(object, 'endpoints').map(endpoint =>
      trimEndpoint(endpoint, meta.namespace),
    ),
    ports: items(object, 'ports').flatMap(trimPort),
  }),
});

function trimEndpoint(endpoint: unknown, namespace: string): Endpoint {
  // An unset `ready` means ready (Kubernetes API, EndpointConditions).
  const ready = flag(endpoint, 'conditions', 'ready') ?? true;
  const name = text(endpoint, 'targetRef', 'name');
  const isPod = text(endpoint, 'targetRef', 'kind') === 'Pod';
  const podNamespace = text(endpoint, 'targetRef', 'namespace') ?? namespace;
  const node = sharedText(text(endpoint, 'nodeName'));
  return {
    addresses: texts(endpoint, 'addresses'),
    ready,
    serving: flag(endpoint, 'conditions', 'serving') ?? ready,
    terminating: flag(endpoint, 'conditions', 'terminating') ?? false,
    ...(isPod && name !== undefined && { pod: `${podNamespace}/${name}` }),
    ...(node !== undefined && { node }),
  };
}

function trimPort(port: unknown): EndpointPort[] {
  const number = whole(port, 'port');
  if (number === undefined) return [];
  return [
    {
      name: text(port, 'name') ?? '',
      port: number,
      protocol: text(port, 'protocol') ?? 'TCP',
    },
  ];
}

/** Slices by the Service they belong to, "namespace/name". */
export const slicesByService = indexBy(endpointSlices, ({ meta, service }) =>
  service === '' ? [] : [`${meta.namespace}/${service}`],
);

/** Slices by the pods that they name, "namespace/name". */
export const slicesByPod = indexBy(endpointSlices, slice =>
  slice.endpoints.flatMap(one => one.pod ?? []),
);

/** Slices by the addresses in them. */
export const slicesByAddress = indexBy(endpointSlices, slice =>
  slice.endpoints.flatMap(one => one.addresses),
);
