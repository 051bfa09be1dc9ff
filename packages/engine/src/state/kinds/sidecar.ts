import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, Labels, labels, text, texts, whole } from '../read';

export interface SidecarPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: string;
}

export interface SidecarEgress {
  /** `namespace/dnsName`. */
  readonly hosts: readonly string[];
  readonly port?: SidecarPort;
  readonly bind?: string;
  readonly captureMode?: string;
}

export interface SidecarIngress {
  readonly port: SidecarPort;
  readonly bind?: string;
  readonly captureMode?: string;
  /** `127.0.0.1:8080`, `0.0.0.0:8080` or `unix://…`. */
  readonly defaultEndpoint?: string;
  /** It has a TLS configuration of its own. */
  readonly hasTls: boolean;
}

export interface Sidecar extends KubeObject {
  readonly kind: 'Sidecar';
  /** Undefined: every workload of its namespace. */
  readonly workloadSelector?: Labels;
  readonly ingress: readonly SidecarIngress[];
  /** Undefined where none is written; then everything visible may be reached. */
  readonly egress?: readonly SidecarEgress[];
  /** ALLOW_ANY, REGISTRY_ONLY; undefined: that of the mesh. */
  readonly outboundTrafficPolicy?: string;
  /** Where ALLOW_ANY sends what no service is known for; undefined: to where the client dialled. */
  readonly egressProxy?: EgressProxy;
}

export interface EgressProxy {
  readonly host: string;
  readonly port: number;
  readonly subset?: string;
}

export const sidecars = defineKind<Sidecar>({
  group: 'networking.istio.io',
  kind: 'Sidecar',
  plural: 'sidecars',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  namespaced: true,
  purpose: 'which hosts a sidecar knows, and its own listeners',
  trim: (object, meta) => {
    const spec = at(object, 'spec');
    const selected = labels(spec, 'workloadSelector', 'labels');
    const egress = items(spec, 'egress').map(trimEgress);
    const policy = trimPolicy(at(spec, 'outboundTrafficPolicy'));
    return {
      kind: 'Sidecar',
      meta,
      ...(Object.keys(selected).length > 0 && { workloadSelector: selected }),
      ingress: items(spec, 'ingress').flatMap(trimIngress),
      ...(egress.length > 0 && { egress }),
      ...(policy !== undefined && { outboundTrafficPolicy: policy }),
      ...trimEgressProxy(at(spec, 'outboundTrafficPolicy', 'egressProxy')),
    };
  },
});

// A policy without a mode means REGISTRY_ONLY, the first value of the API's enumeration.
function trimPolicy(policy: unknown): string | undefined {
  if (typeof policy !== 'object' || policy === null) return undefined;
  return text(policy, 'mode') ?? 'REGISTRY_ONLY';
}

function trimEgressProxy(proxy: unknown): {
  readonly egressProxy?: EgressProxy;
} {
  const host = text(proxy, 'host');
  if (host === undefined) return {};
  const port = whole(proxy, 'port', 'number') ?? 0;
  const subset = text(proxy, 'subset');
  return {
    egressProxy: { host, port, ...(subset !== undefined && { subset }) },
  };
}

function trimPort(port: unknown): SidecarPort | undefined {
  const number = whole(port, 'number');
  if (number === undefined) return undefined;
  return {
    number,
    name: text(port, 'name') ?? '',
    protocol: text(port, 'protocol') ?? '',
  };
}

function trimEgress(egress: unknown): SidecarEgress {
  const port = trimPort(at(egress, 'port'));
  return {
    hosts: texts(egress, 'hosts'),
    ...(port && { port }),
    ...trimBinding(egress),
  };
}

function trimIngress(ingress: unknown): SidecarIngress[] {
  const port = trimPort(at(ingress, 'port'));
  if (!port) return [];
  const defaultEndpoint = text(ingress, 'defaultEndpoint');
  return [
    {
      port,
      ...trimBinding(ingress),
      ...(defaultEndpoint !== undefined && { defaultEndpoint }),
      hasTls: at(ingress, 'tls') !== undefined,
    },
  ];
}

function trimBinding(listener: unknown): {
  readonly bind?: string;
  readonly captureMode?: string;
} {
  const bind = text(listener, 'bind');
  const captureMode = text(listener, 'captureMode');
  return {
    ...(bind !== undefined && { bind }),
    ...(captureMode !== undefined && { captureMode }),
  };
}
