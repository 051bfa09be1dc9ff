// What Istio's webhook and CNI make of a new pod: istio pkg/kube/inject/inject.go (injectRequired) and
// manifests/charts/istio-control/istio-discovery/files/injection-template.yaml.

type Labels = Readonly<Record<string, string>>;

interface RawContainer {
  readonly name: string;
  readonly [field: string]: unknown;
}

export interface RawPod {
  readonly metadata: {
    readonly name: string;
    readonly labels?: Labels;
    readonly annotations?: Labels;
    readonly [field: string]: unknown;
  };
  readonly spec: {
    readonly hostNetwork?: boolean;
    readonly containers: readonly RawContainer[];
    readonly initContainers?: readonly RawContainer[];
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

const ofIstio = ['istio-proxy', 'istio-init', 'istio-validation'];
const traffic = 'traffic.sidecar.istio.io/';

/** A pod that is made anew, with what its labels and its namespace's ask for. */
export function injected(pod: RawPod, namespaceLabels: Labels): RawPod {
  const bare = withoutIstio(pod);
  if (bare.spec.hostNetwork) return bare;
  if (wantsSidecar(bare, namespaceLabels)) return withSidecar(bare);
  const mode =
    bare.metadata.labels?.['istio.io/dataplane-mode'] ??
    namespaceLabels['istio.io/dataplane-mode'];
  return mode === 'ambient' ? redirected(bare) : bare;
}

function withoutIstio(pod: RawPod): RawPod {
  const keep = (all: readonly RawContainer[] = []) =>
    all.filter(({ name }) => !ofIstio.includes(name));
  const drop = (labels: Labels = {}, name: string) =>
    Object.fromEntries(Object.entries(labels).filter(([key]) => key !== name));
  const annotations = drop(
    drop(pod.metadata.annotations, 'sidecar.istio.io/status'),
    'ambient.istio.io/redirection',
  );
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: drop(pod.metadata.labels, 'security.istio.io/tlsMode'),
      annotations,
    },
    spec: {
      ...pod.spec,
      containers: keep(pod.spec.containers),
      initContainers: keep(pod.spec.initContainers),
    },
  };
}

function wantsSidecar({ metadata }: RawPod, namespace: Labels): boolean {
  const labels = metadata.labels ?? {};
  const own = labels['sidecar.istio.io/inject'];
  if (own !== undefined) return own === 'true';
  if (namespace['istio-injection'] !== undefined) {
    return namespace['istio-injection'] === 'enabled';
  }
  return (namespace['istio.io/rev'] ?? labels['istio.io/rev']) !== undefined;
}

function withSidecar(pod: RawPod): RawPod {
  const asked = (name: string, otherwise: string) =>
    pod.metadata.annotations?.[`${traffic}${name}`] ?? otherwise;
  const excluded = asked('excludeInboundPorts', '');
  // prettier-ignore
  const args = [
    'istio-iptables', '-p', '15001', '-z', '15006', '-u', '1337', '-m', 'REDIRECT',
    '-i', asked('includeOutboundIPRanges', '*'), '-x', asked('excludeOutboundIPRanges', ''),
    '-b', asked('includeInboundPorts', '*'),
    '-d', ['15090,15021,15020', excluded].filter(one => one !== '').join(','),
    ...(asked('excludeOutboundPorts', '') === '' ? [] : ['-o', asked('excludeOutboundPorts', '')]),
  ];
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: { ...pod.metadata.labels, 'security.istio.io/tlsMode': 'istio' },
      annotations: {
        ...pod.metadata.annotations,
        'sidecar.istio.io/status':
          '{"initContainers":["istio-init"],"containers":["istio-proxy"],"revision":"default"}',
      },
    },
    spec: {
      ...pod.spec,
      containers: [
        ...pod.spec.containers,
        {
          name: 'istio-proxy',
          image: 'istio/proxyv2',
          args: ['proxy', 'sidecar'],
        },
      ],
      initContainers: [
        ...(pod.spec.initContainers ?? []),
        { name: 'istio-init', image: 'istio/proxyv2', args },
      ],
    },
  };
}

function redirected(pod: RawPod): RawPod {
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: {
        ...pod.metadata.annotations,
        'ambient.istio.io/redirection': 'enabled',
      },
    },
  };
}
