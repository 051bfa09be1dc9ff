import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { indexBy } from '../objectIndex';
import { at, flag, items, text, texts, whole } from '../read';
import { sharedText } from '../sharedText';

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  /** Port of the node that leads here. */
  readonly hostPort?: number;
  readonly protocol: string;
}

/** A health check that the kubelet makes by HTTP or gRPC; one of TCP succeeds at any proxy. */
export interface Probe {
  readonly name: 'livenessProbe' | 'readinessProbe' | 'startupProbe';
  readonly type: 'httpGet' | 'grpc';
  readonly port: number | string;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly ports: readonly ContainerPort[];
  readonly probes: readonly Probe[];
  /** `Always` on an init container makes it a native sidecar. */
  readonly restartPolicy?: string;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  /** Environment of Istio's proxy, switches of its control plane, and of others the variables that vendors' settings are in. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Pod extends KubeObject {
  readonly kind: 'Pod';
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
  readonly hostNetwork: boolean;
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly serviceAccount: string;
  readonly nodeName?: string;
  /** ConfigMaps that are among its volumes. */
  readonly configMaps?: readonly string[];
  readonly phase: string;
  readonly ready: boolean;
  readonly terminating: boolean;
  /** Addresses of the pod, the primary one first. */
  readonly ips: readonly string[];
  readonly hostIp?: string;
}

export const pods = defineKind<Pod>({
  group: '',
  kind: 'Pod',
  plural: 'pods',
  versions: ['v1'],
  namespaced: true,
  purpose: 'sidecars, capture, addresses and readiness of workloads and edges',
  trim: trimPod,
});

function trimPod(object: unknown, meta: Pod['meta']): Pod {
  const runAsUser = whole(object, 'spec', 'securityContext', 'runAsUser');
  const runAsGroup = whole(object, 'spec', 'securityContext', 'runAsGroup');
  const nodeName = sharedText(text(object, 'spec', 'nodeName'));
  const hostIp = text(object, 'status', 'hostIP');
  const mounted = mountedConfigMaps(items(object, 'spec', 'volumes'));
  return {
    kind: 'Pod',
    meta,
    containers: trimContainers(items(object, 'spec', 'containers')),
    initContainers: trimContainers(items(object, 'spec', 'initContainers')),
    hostNetwork: flag(object, 'spec', 'hostNetwork') ?? false,
    ...(runAsUser !== undefined && { runAsUser }),
    ...(runAsGroup !== undefined && { runAsGroup }),
    serviceAccount: text(object, 'spec', 'serviceAccountName') ?? 'default',
    ...(nodeName !== undefined && { nodeName }),
    ...(mounted.length > 0 && { configMaps: mounted }),
    phase: text(object, 'status', 'phase') ?? 'Unknown',
    ready: isReady(object),
    terminating: text(object, 'metadata', 'deletionTimestamp') !== undefined,
    ips: trimAddresses(object),
    ...(hostIp !== undefined && { hostIp }),
  };
}

// Certificates of the cluster and of the mesh, which nothing is configured by.
const ofEveryPod: ReadonlySet<string> = new Set([
  'kube-root-ca.crt',
  'istio-ca-root-cert',
  'openshift-service-ca.crt',
]);

function mountedConfigMaps(volumes: readonly unknown[]): readonly string[] {
  return volumes
    .flatMap(volume => [volume, ...items(volume, 'projected', 'sources')])
    .map(source => text(source, 'configMap', 'name'))
    .filter(
      (name): name is string => name !== undefined && !ofEveryPod.has(name),
    );
}

function isReady(object: unknown): boolean {
  return items(object, 'status', 'conditions').some(
    condition =>
      text(condition, 'type') === 'Ready' &&
      text(condition, 'status') === 'True',
  );
}

function trimAddresses(object: unknown): readonly string[] {
  const first = text(object, 'status', 'podIP');
  const all = items(object, 'status', 'podIPs')
    .map(one => text(one, 'ip'))
    .filter((ip): ip is string => ip !== undefined);
  return first === undefined ? all : [first, ...all.filter(ip => ip !== first)];
}

function trimContainers(containers: readonly unknown[]): readonly Container[] {
  return containers.map(trimContainer);
}

// Beginnings of the names of variables in which vendors have settings.
const ofVendors = [
  'AMBASSADOR_',
  'APPGW_ENABLE_SHARED_APPGW',
  'CA_ADDRESS',
  'CONTROLLER_CLUSTER_DOMAIN',
  'CONTROLLER_FEATURE_GATES',
  'CONTROLLER_INGRESS_CLASS',
  'CONTROLLER_WATCH_NAMESPACE',
  'ENABLE_ISTIO_SIDECAR_ON_GATEWAY',
  'HCLOUD_LOAD_BALANCERS_',
  'KGW_',
  'NAMESPACE_LABELS',
  'ROUTE_LABELS',
  'TRAEFIK_PROVIDERS_',
  'TUNNEL_BASTION',
  'TUNNEL_HTTP_HOST_HEADER',
  'TUNNEL_ORIGIN_',
  'TUNNEL_URL',
  'WATCH_INGRESS_CLASS',
];

// Of those that mesh/controlPlane/istiodSwitches.ts lists.
const ofIstiod = /^(PILOT|ENABLE|AMBIENT|ISTIO|PREFER|PERSIST|SHARED)_/;

// Variables that hold secrets, or may: that they are there is kept, and nothing of what they hold.
const secrets: ReadonlySet<string> = new Set([
  'TS_DEST_IP',
  'TS_EXPERIMENTAL_DEST_DNS_NAME',
  'TS_EXTRA_ARGS',
  'TS_ROUTES',
  'TS_SERVE_CONFIG',
  'TUNNEL_TOKEN',
  'TUNNEL_TOKEN_FILE',
]);

function trimContainer(container: unknown): Container {
  const name = text(container, 'name') ?? '';
  const restartPolicy = text(container, 'restartPolicy');
  const runAsUser = whole(container, 'securityContext', 'runAsUser');
  const runAsGroup = whole(container, 'securityContext', 'runAsGroup');
  return {
    name,
    image: text(container, 'image') ?? '',
    command: texts(container, 'command'),
    args: texts(container, 'args'),
    ports: trimPorts(items(container, 'ports')),
    probes: trimProbes(container),
    ...(restartPolicy !== undefined && { restartPolicy }),
    ...(runAsUser !== undefined && { runAsUser }),
    ...(runAsGroup !== undefined && { runAsGroup }),
    env: trimEnv(
      items(container, 'env'),
      variable =>
        name === 'istio-proxy' ||
        (name === 'discovery' && ofIstiod.test(variable)) ||
        ofVendors.some(one => variable.startsWith(one)),
    ),
  };
}

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

function trimProbes(container: unknown): readonly Probe[] {
  return probes.flatMap(name => {
    const probe = at(container, name);
    return probe === undefined ? [] : trimProbe(name, probe);
  });
}

function trimProbe(name: Probe['name'], probe: unknown): readonly Probe[] {
  return (['httpGet', 'grpc'] as const).flatMap(type => {
    const port = whole(probe, type, 'port') ?? text(probe, type, 'port');
    return port === undefined ? [] : [{ name, type, port }];
  });
}

function trimPorts(ports: readonly unknown[]): readonly ContainerPort[] {
  return ports.flatMap(port => {
    const containerPort = whole(port, 'containerPort');
    if (containerPort === undefined) return [];
    const name = text(port, 'name');
    const hostPort = whole(port, 'hostPort');
    return [
      {
        ...(name !== undefined && { name }),
        containerPort,
        ...(hostPort !== undefined && { hostPort }),
        protocol: text(port, 'protocol') ?? 'TCP',
      },
    ];
  });
}

function trimEnv(
  env: readonly unknown[],
  wanted: (name: string) => boolean,
): Container['env'] {
  const kept: Record<string, string> = {};
  for (const variable of env) {
    const name = text(variable, 'name');
    if (name !== undefined && secrets.has(name)) kept[name] = '';
    if (name === undefined || !wanted(name)) continue;
    const value = text(variable, 'value');
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** Pods by the addresses that they hold: those that are done have given theirs back. */
export const podsByAddress = indexBy(pods, pod => (isDone(pod) ? [] : pod.ips));

/** Pods by the address of their node. */
export const podsByHostIp = indexBy(pods, ({ hostIp }) =>
  hostIp === undefined ? [] : [hostIp],
);

/** Whether a pod has ended, or was evicted: it is listed for as long as nobody deletes it, and serves nobody. */
export function isDone({ phase }: Pod): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
