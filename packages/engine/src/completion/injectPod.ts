// What Istio's webhook and CNI make of a new pod: istio manifests/charts/istio-control/istio-discovery/files/
// injection-template.yaml, gateway-injection-template.yaml, grpc-agent.yaml; probes: pkg/kube/inject/app_probe.go.
import { ClusterState } from '../state/clusterState';
import { at, Labels } from '../state/read';
import { MeshOfTemplate, meshOfTemplate } from './injectionOfTemplate';

export interface RawContainer {
  readonly name: string;
  readonly [field: string]: unknown;
}

export interface RawPod {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
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

const nothingRead = new ClusterState({ name: '' });

/** A pod that is made anew, with what its labels and its namespace's ask for, by Istio as it is installed there. */
export function injected(
  pod: RawPod,
  namespaceLabels: Labels,
  state: ClusterState = nothingRead,
): RawPod {
  const bare = withoutIstio(pod);
  const { namespace = '' } = bare.metadata;
  return joined(bare, meshOfTemplate(state, bare, namespace, namespaceLabels));
}

/** A pod as part of the mesh that takes it. */
export function joined(pod: RawPod, found: MeshOfTemplate): RawPod {
  switch (found.mesh) {
    case 'sidecar':
      return withProxy(pod, found);
    case 'ambient':
      return redirected(pod);
    case 'none':
      return pod;
    default: {
      const never: never = found;
      return never;
    }
  }
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
      labels: withoutInjected(pod.metadata.labels),
      annotations,
    },
    spec: {
      ...pod.spec,
      containers: keep(pod.spec.containers),
      initContainers: keep(pod.spec.initContainers),
    },
  };
}

// The injector writes no other value, and leaves one that the template has.
function withoutInjected(labels: Labels = {}): Labels {
  const { 'security.istio.io/tlsMode': mode, ...others } = labels;
  return mode === 'istio' ? others : labels;
}

type Injected = Extract<MeshOfTemplate, { readonly mesh: 'sidecar' }>;

function withProxy(pod: RawPod, found: Injected): RawPod {
  const { templates, revision } = found;
  if (templates.includes('gateway')) return asGateway(pod, revision);
  const proxyless = templates.some(one => one.startsWith('grpc-'));
  return withSidecar(pod, found, proxyless);
}

/** The template of gateways fills in the container that is there for it. */
function asGateway(pod: RawPod, revision: string): RawPod {
  const { containers } = pod.spec;
  const own = containers.find(({ name }) => name === 'istio-proxy');
  const proxy = {
    name: 'istio-proxy',
    ...own,
    image: imageOf(own),
    args: ['proxy', 'router'],
  };
  return annotated(
    {
      ...pod,
      spec: {
        ...pod.spec,
        containers: [...containers.filter(one => one !== own), proxy],
      },
    },
    revision,
    {},
  );
}

function imageOf(container: RawContainer | undefined): unknown {
  const image = container?.image;
  return image === undefined || image === 'auto' ? 'istio/proxyv2' : image;
}

function withSidecar(
  pod: RawPod,
  { revision, proxyValues, interceptionMode }: Injected,
  proxyless: boolean,
): RawPod {
  const { containers, initContainers = [] } = pod.spec;
  const own = containers.find(({ name }) => name === 'istio-proxy');
  const proxy = {
    ...own,
    name: 'istio-proxy',
    image: imageOf(own),
    args: ['proxy', 'sidecar'],
    ...(proxyless && {
      env: [{ name: 'ISTIO_META_GENERATOR', value: 'grpc' }],
    }),
  };
  const init = {
    name: 'istio-init',
    image: 'istio/proxyv2',
    args: redirection(
      pod.metadata.annotations ?? {},
      proxyValues,
      interceptionMode,
    ),
  };
  const apps = containers.filter(one => one !== own);
  return annotated(
    {
      ...pod,
      spec: {
        ...pod.spec,
        containers: [
          ...(proxyless ? apps : apps.map(one => probedByAgent(pod, one))),
          proxy,
        ],
        initContainers: proxyless ? initContainers : [...initContainers, init],
      },
    },
    revision,
    // Only the user knows whether an application without a proxy takes mTLS itself (grpc-agent.yaml).
    proxyless ? {} : { 'security.istio.io/tlsMode': 'istio' },
  );
}

function annotated(pod: RawPod, revision: string, added: Labels): RawPod {
  const { labels, annotations } = pod.metadata;
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: { ...added, ...labels },
      annotations: {
        ...annotations,
        'istio.io/rev': revision,
        'sidecar.istio.io/status': `{"initContainers":["istio-init"],"containers":["istio-proxy"],"revision":"${revision}"}`,
      },
    },
  };
}

// prettier-ignore
/** Arguments of the container that redirects a pod's traffic to its sidecar, as the pod asks, else the chart's values. */
export function redirection(annotations: Labels, proxyValues?: unknown, interceptionMode = 'REDIRECT'): readonly string[] {
  const given = (value: string) => String(at(proxyValues, value) ?? '');
  const asked = (name: string, value: string) => annotations[`${traffic}${name}`] ?? given(value);
  const all = (name: string, value: string) => annotations[`${traffic}${name}`] ?? String(at(proxyValues, value) ?? '*');
  const option = (letter: string, written: string) => written === '' ? [] : [letter, written];
  return [
    'istio-iptables', '-p', '15001', '-z', '15006', '-u', '1337',
    '-m', annotations['sidecar.istio.io/interceptionMode'] ?? interceptionMode,
    '-i', all('includeOutboundIPRanges', 'includeIPRanges'), '-x', asked('excludeOutboundIPRanges', 'excludeIPRanges'),
    '-b', all('includeInboundPorts', 'includeInboundPorts'),
    '-d', ['15090,15021,15020', asked('excludeInboundPorts', 'excludeInboundPorts')].filter(one => one !== '').join(','),
    ...option('-q', asked('includeOutboundPorts', 'includeOutboundPorts')),
    ...option('-o', asked('excludeOutboundPorts', 'excludeOutboundPorts')),
    ...option('-c', asked('excludeInterfaces', '')),
  ];
}

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** The kubelet's probes by HTTP and gRPC are led through the agent, unless the pod asks for them as they are. */
function probedByAgent(pod: RawPod, container: RawContainer): RawContainer {
  const rewrite =
    pod.metadata.annotations?.['sidecar.istio.io/rewriteAppHTTPProbers'];
  if (rewrite === 'false') return container;
  const led = probes.flatMap(name => {
    const probe = container[name] as
      | { httpGet?: object; grpc?: object }
      | undefined;
    if (!probe?.httpGet && !probe?.grpc) return [];
    const { grpc: _, httpGet: __, ...rest } = probe;
    const path = `/app-health/${container.name}/${name}`;
    return [[name, { ...rest, httpGet: { path, port: 15020 } }]];
  });
  return { ...container, ...Object.fromEntries(led) };
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
