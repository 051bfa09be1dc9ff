import { Parameters, trimParameters } from './gatewayClass';
import { ListenersRefused, trimListenerRefusals } from './listenerRefusal';
import { defineKind } from '../kindDefinition';
import { LabelSelector, trimSelector } from '../labelSelector';
import { KubeObject } from '../meta';
import { at, items, Labels, labels, text, whole } from '../read';

export interface GatewayListener extends AllowedNamespaces {
  readonly name: string;
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: {
    /** Terminate, Passthrough. */
    readonly mode: string;
    readonly options: Labels;
    readonly certificates?: readonly CertificateRef[];
  };
  /** Kinds of routes that may attach; empty: those that the protocol implies. */
  readonly allowedKinds: readonly {
    readonly group: string;
    readonly kind: string;
  }[];
}

/** What a listener takes its certificate from, which is not read. */
export interface CertificateRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** What a controller says of having taken something: the status of condition Accepted. */
export type Accepted = 'True' | 'False' | 'Unknown';

/** Gateway API Gateway; Istio's own is in istioGateway.ts. */
export interface Gateway extends KubeObject, ListenersRefused {
  readonly kind: 'Gateway';
  readonly className: string;
  /** Object with settings of its controller's own. */
  readonly parameters?: Parameters;
  /** Metadata for what its controller makes for it; unset: what the Gateway itself has. */
  readonly infrastructure?: {
    readonly labels?: Labels;
    readonly annotations?: Labels;
  };
  /** Asked for in the spec: IP addresses, or Hostname of an existing Service. */
  readonly addresses: readonly {
    readonly type: string;
    readonly value: string;
  }[];
  /** Reported in the status. */
  readonly statusAddresses: readonly string[];
  readonly listeners: readonly GatewayListener[];
  /** Listeners that their controller reports as accepted. */
  readonly acceptedListeners: readonly string[];
  /** Whether clients are asked for certificates, by port; without one: on all the others. */
  readonly clientCertificates: readonly {
    readonly port?: number;
    readonly asked: 'always' | 'optional' | 'never';
  }[];
  /** Namespaces whose ListenerSets may add listeners. */
  readonly allowedListeners: AllowedNamespaces;
}

/** Namespaces that something may come from. */
export interface AllowedNamespaces {
  /** Same, All, Selector, None. */
  readonly allowedFrom: string;
  readonly allowedSelector: LabelSelector;
}

export const gateways = defineKind<Gateway>({
  group: 'gateway.networking.k8s.io',
  kind: 'Gateway',
  plural: 'gateways',
  versions: ['v1', 'v1beta1'],
  namespaced: true,
  purpose: 'edges of the Gateway API: listeners, TLS, who may attach routes',
  trim: (object, meta) => ({
    kind: 'Gateway',
    meta,
    className: text(object, 'spec', 'gatewayClassName') ?? '',
    ...trimParameters(at(object, 'spec', 'infrastructure', 'parametersRef')),
    ...trimInfrastructure(at(object, 'spec', 'infrastructure')),
    addresses: items(object, 'spec', 'addresses').flatMap(one => {
      const value = text(one, 'value');
      const type = text(one, 'type') ?? 'IPAddress';
      return value === undefined ? [] : [{ type, value }];
    }),
    statusAddresses: items(object, 'status', 'addresses').flatMap(
      one => text(one, 'value') ?? [],
    ),
    listeners: items(object, 'spec', 'listeners').flatMap(trimListener),
    acceptedListeners: items(object, 'status', 'listeners').flatMap(status => {
      const name = text(status, 'name');
      return name !== undefined && accepted(status) === 'True' ? [name] : [];
    }),
    ...trimListenerRefusals(object),
    clientCertificates: trimFrontend(at(object, 'spec', 'tls', 'frontend')),
    allowedListeners: trimAllowed(
      at(object, 'spec', 'allowedListeners'),
      'None',
    ),
  }),
});

function trimInfrastructure(infrastructure: unknown) {
  const of = (field: 'labels' | 'annotations') =>
    at(infrastructure, field) === undefined
      ? {}
      : { [field]: labels(infrastructure, field) };
  const found = { ...of('labels'), ...of('annotations') };
  return Object.keys(found).length === 0 ? {} : { infrastructure: found };
}

function trimFrontend(frontend: unknown): Gateway['clientCertificates'] {
  const byPort = items(frontend, 'perPort').flatMap(one => {
    const port = whole(one, 'port');
    return port === undefined ? [] : [{ port, asked: asked(at(one, 'tls')) }];
  });
  const otherwise = asked(at(frontend, 'default'));
  return otherwise === 'never' ? byPort : [...byPort, { asked: otherwise }];
}

function asked(tls: unknown): 'always' | 'optional' | 'never' {
  const validation = at(tls, 'validation');
  if (items(validation, 'caCertificateRefs').length === 0) return 'never';
  return text(validation, 'mode') === 'AllowInsecureFallback'
    ? 'optional'
    : 'always';
}

/** What the conditions of a status say of having been taken. */
export function accepted(status: unknown): Accepted | undefined {
  const found = items(status, 'conditions').find(
    one => text(one, 'type') === 'Accepted',
  );
  const said = text(found, 'status');
  if (said === 'True' || said === 'False') return said;
  return found === undefined ? undefined : 'Unknown';
}

// Listeners of ListenerSets may leave out the port that their protocol has.
const ports: Readonly<Record<string, number>> = { HTTP: 80, HTTPS: 443 };

export function trimListener(listener: unknown): GatewayListener[] {
  const protocol = text(listener, 'protocol') ?? '';
  const port = whole(listener, 'port') || ports[protocol];
  if (port === undefined) return [];
  const hostname = text(listener, 'hostname');
  const tls = trimTls(at(listener, 'tls'));
  const routes = at(listener, 'allowedRoutes');
  return [
    {
      name: text(listener, 'name') ?? '',
      ...(hostname !== undefined && { hostname }),
      port,
      protocol,
      ...(tls && { tls }),
      ...trimAllowed(routes, 'Same'),
      allowedKinds: items(routes, 'kinds').flatMap(one => {
        const kind = text(one, 'kind');
        const group = text(one, 'group') ?? 'gateway.networking.k8s.io';
        return kind === undefined ? [] : [{ group, kind }];
      }),
    },
  ];
}

function trimAllowed(value: unknown, otherwise: string): AllowedNamespaces {
  return {
    allowedFrom: text(value, 'namespaces', 'from') ?? otherwise,
    allowedSelector: trimSelector(at(value, 'namespaces', 'selector')),
  };
}

function trimTls(tls: unknown): GatewayListener['tls'] {
  if (typeof tls !== 'object' || tls === null) return undefined;
  const certificates = items(tls, 'certificateRefs').flatMap(trimCertificate);
  return {
    mode: text(tls, 'mode') ?? 'Terminate',
    options: labels(tls, 'options'),
    ...(certificates.length > 0 && { certificates }),
  };
}

function trimCertificate(ref: unknown): CertificateRef[] {
  const name = text(ref, 'name');
  if (name === undefined) return [];
  const namespace = text(ref, 'namespace');
  return [
    {
      group: text(ref, 'group') ?? '',
      kind: text(ref, 'kind') ?? 'Secret',
      ...(namespace !== undefined && { namespace }),
      name,
    },
  ];
}
