import { Accepted, accepted, GatewayListener, trimListener } from './gateway';
import { ListenersRefused, trimListenerRefusals } from './listenerRefusal';
import { defineKind, KindDefinition } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, text } from '../read';

/** Listeners that a team adds to somebody else's Gateway: gateway-api.sigs.k8s.io/geps/gep-1713. */
export interface ListenerSet extends KubeObject, ListenersRefused {
  /** The latter until Gateway API 1.5. */
  readonly kind: 'ListenerSet' | 'XListenerSet';
  readonly apiGroup: string;
  /** The Gateway that they are added to, where it names one. */
  readonly gateway?: { readonly namespace: string; readonly name: string };
  readonly listeners: readonly GatewayListener[];
  /** What the controller says of having taken the set; unset where there is no status. */
  readonly accepted?: Accepted;
  /** What it says of each listener. */
  readonly verdicts: readonly {
    readonly name: string;
    readonly accepted: Accepted;
  }[];
}

export const listenerSets = listenerSetKind(
  'gateway.networking.k8s.io',
  'ListenerSet',
  'listenersets',
  'v1',
);

export const experimentalListenerSets = listenerSetKind(
  'gateway.networking.x-k8s.io',
  'XListenerSet',
  'xlistenersets',
  'v1alpha1',
);

export const listenerSetKinds = [
  listenerSets,
  experimentalListenerSets,
] as const;

function listenerSetKind(
  group: string,
  kind: ListenerSet['kind'],
  plural: string,
  version: string,
): KindDefinition<ListenerSet> {
  return defineKind<ListenerSet>({
    group,
    kind,
    plural,
    versions: [version],
    namespaced: true,
    purpose: 'listeners that are added to Gateways from elsewhere',
    trim: (object, meta) => ({
      kind,
      apiGroup: group,
      meta,
      ...trimGateway(object, meta.namespace),
      listeners: items(object, 'spec', 'listeners').flatMap(trimListener),
      ...trimAccepted(at(object, 'status')),
      ...trimListenerRefusals(object),
      verdicts: items(object, 'status', 'listeners').flatMap(status => {
        const name = text(status, 'name');
        const said = accepted(status);
        return name !== undefined && said ? [{ name, accepted: said }] : [];
      }),
    }),
  });
}

function trimGateway(
  object: unknown,
  own: string,
): Pick<ListenerSet, 'gateway'> {
  const ref = ['spec', 'parentRef'];
  const name = text(object, ...ref, 'name');
  const isGateway = (text(object, ...ref, 'kind') ?? 'Gateway') === 'Gateway';
  const namespace = text(object, ...ref, 'namespace') ?? own;
  return name === undefined || !isGateway
    ? {}
    : { gateway: { namespace, name } };
}

function trimAccepted(status: unknown): Pick<ListenerSet, 'accepted'> {
  const said = accepted(status);
  return said ? { accepted: said } : {};
}
