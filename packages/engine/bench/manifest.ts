/** An object as the API serves it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

const groups: Readonly<Record<string, string>> = {
  ConfigMap: 'v1',
  Namespace: 'v1',
  Node: 'v1',
  Pod: 'v1',
  Service: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  AuthorizationPolicy: 'security.istio.io/v1',
  Gateway: 'networking.istio.io/v1',
  VirtualService: 'networking.istio.io/v1',
  DestinationRule: 'networking.istio.io/v1',
  ServiceEntry: 'networking.istio.io/v1',
  Sidecar: 'networking.istio.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
};

/** An object of a kind with its metadata. `key` is "namespace/name", or a name alone. */
export function manifest(
  kind: string,
  key: string,
  body: Readonly<Record<string, unknown>>,
  labels: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, unknown>> = {},
): Manifest {
  const [namespace, name] = key.includes('/') ? key.split('/') : ['', key];
  return {
    apiVersion: groups[kind],
    kind,
    metadata: {
      name,
      ...(namespace !== '' && { namespace }),
      uid: `00000000-0000-4000-8000-${String(name.length).padStart(12, '0')}`,
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: '2026-03-01T08:00:00Z',
      labels,
      ...more,
    },
    ...body,
  };
}
