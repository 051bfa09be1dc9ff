import type { Manifest } from './manifest';

type Alter = (object: Manifest, turn: number) => Manifest;

function withSpec(object: Manifest, spec: Readonly<Record<string, unknown>>) {
  return { ...object, spec: { ...(object.spec as object), ...spec } };
}

function withLabel(object: Manifest, turn: number): Manifest {
  const { metadata } = object;
  return {
    ...object,
    metadata: {
      ...metadata,
      resourceVersion: `${turn}`,
      labels: { ...metadata.labels, turn: `${turn}` },
    },
  };
}

/** For each kind, a change that means something to some rule. */
const alterations: Readonly<Record<string, Alter>> = {
  Pod: (object, turn) => ({
    ...withLabel(object, turn),
    status: {
      ...(object.status as object),
      conditions: [{ type: 'Ready', status: turn % 2 ? 'False' : 'True' }],
    },
  }),
  Service: (object, turn) =>
    withSpec(object, {
      ports: [
        {
          name: turn % 2 ? 'tcp' : 'http',
          port: 80,
          targetPort: 8080,
          protocol: 'TCP',
        },
      ],
    }),
  EndpointSlice: (object, turn) => ({
    ...object,
    endpoints: (object.endpoints as readonly object[]).map((one, index) => ({
      ...one,
      conditions: { ready: index !== turn % 10 },
    })),
  }),
  Ingress: (object, turn) => ({
    ...object,
    metadata: {
      ...object.metadata,
      annotations: {
        'nginx.ingress.kubernetes.io/service-upstream': `${turn % 2 === 0}`,
      },
    },
  }),
  VirtualService: (object, turn) =>
    withSpec(object, {
      hosts: [`${object.metadata.name}-${turn}.example.com`],
    }),
  DestinationRule: (object, turn) =>
    withSpec(object, {
      trafficPolicy: { tls: { mode: turn % 2 ? 'DISABLE' : 'ISTIO_MUTUAL' } },
    }),
  PeerAuthentication: (object, turn) =>
    withSpec(object, { mtls: { mode: turn % 2 ? 'STRICT' : 'PERMISSIVE' } }),
  AuthorizationPolicy: (object, turn) =>
    withSpec(object, { action: turn % 2 ? 'AUDIT' : 'ALLOW' }),
  Sidecar: (object, turn) =>
    withSpec(object, {
      egress: [{ hosts: [turn % 2 ? '*/*' : './*', 'istio-system/*'] }],
    }),
  ServiceEntry: (object, turn) =>
    withSpec(object, { hosts: [`api-${turn}.example.org`] }),
  Namespace: withLabel,
  Node: withLabel,
  Gateway: withLabel,
  IngressClass: withLabel,
  ConfigMap: withLabel,
};

/** Kinds of which one object concerns nearly every service. */
export const sharedKinds = ['ConfigMap', 'IngressClass', 'Gateway'];

/** The others. */
export const changedKinds = Object.keys(alterations).filter(
  kind => !sharedKinds.includes(kind),
);

/** The object as it is after its next change. */
export function altered(object: Manifest, turn: number): Manifest {
  return alterations[object.kind](object, turn);
}
