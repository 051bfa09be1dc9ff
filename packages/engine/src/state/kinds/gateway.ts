import { Parameters, trimParameters } from './gatewayClass';
import { defineKind } from '../kindDefinition';
import { LabelSelector, trimSelector } from '../labelSelector';
import { KubeObject } from '../meta';
import { at, items, Labels, labels, text, whole } from '../read';

export interface GatewayListener {
  readonly name: string;
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: {
    /** Terminate, Passthrough. */
    readonly mode: string;
    readonly options: Labels;
  };
  /** Same, All, Selector, None. */
  readonly allowedFrom: string;
  readonly allowedSelector: LabelSelector;
  /** Kinds of routes that may attach; empty: those that the protocol implies. */
  readonly allowedKinds: readonly {
    readonly group: string;
    readonly kind: string;
  }[];
}

/** Gateway API Gateway; Istio's own is in istioGateway.ts. */
export interface Gateway extends KubeObject {
  readonly kind: 'Gateway';
  readonly className: string;
  /** Object with settings of its controller's own. */
  readonly parameters?: Parameters;
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
    addresses: items(object, 'spec', 'addresses').flatMap(one => {
      const value = text(one, 'value');
      const type = text(one, 'type') ?? 'IPAddress';
      return value === undefined ? [] : [{ type, value }];
    }),
    statusAddresses: items(object, 'status', 'addresses').flatMap(
      one => text(one, 'value') ?? [],
    ),
    listeners: items(object, 'spec', 'listeners').flatMap(trimListener),
    acceptedListeners: items(object, 'status', 'listeners').flatMap(
      trimAccepted,
    ),
  }),
});

function trimListener(listener: unknown): GatewayListener[] {
  const port = whole(listener, 'port');
  if (port === undefined) return [];
  const hostname = text(listener, 'hostname');
  const tls = trimTls(at(listener, 'tls'));
  const routes = at(listener, 'allowedRoutes');
  return [
    {
      name: text(listener, 'name') ?? '',
      ...(hostname !== undefined && { hostname }),
      port,
      protocol: text(listener, 'protocol') ?? '',
      ...(tls && { tls }),
      allowedFrom: text(routes, 'namespaces', 'from') ?? 'Same',
      allowedSelector: trimSelector(at(routes, 'namespaces', 'selector')),
      allowedKinds: items(routes, 'kinds').flatMap(one => {
        const kind = text(one, 'kind');
        const group = text(one, 'group') ?? 'gateway.networking.k8s.io';
        return kind === undefined ? [] : [{ group, kind }];
      }),
    },
  ];
}

function trimAccepted(status: unknown): string[] {
  const name = text(status, 'name');
  const accepted = items(status, 'conditions').some(
    one => text(one, 'type') === 'Accepted' && text(one, 'status') === 'True',
  );
  return name !== undefined && accepted ? [name] : [];
}

function trimTls(tls: unknown): GatewayListener['tls'] {
  if (typeof tls !== 'object' || tls === null) return undefined;
  return {
    mode: text(tls, 'mode') ?? 'Terminate',
    options: labels(tls, 'options'),
  };
}
