import type { Route } from '../../../ingress/edges/edge';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import type { GatewayRoute } from '../../../state/kinds/gatewayRoute';
import { httpRoutes } from '../../../state/kinds/httpRoute';
import { referenceGrants } from '../../../state/kinds/referenceGrant';
import type { ChainTarget } from '../../istioGatewayService';
import { freeName } from '../../freeName';
import type { PlannedStep } from '../../plan';
import { createdStep } from './createdStep';
import { deletedStep } from './deletedStep';

const group = 'gateway.networking.k8s.io';

const pathTypes = {
  exact: 'Exact',
  prefix: 'PathPrefix',
  regex: 'RegularExpression',
} as const;

/** The paths that the old route leads from, compared as it does; none where it leads from any. */
function matchesOf({ rules }: GatewayRoute, routes: readonly Route[]) {
  const values = [...new Set(routes.map(({ ref }) => ref.path))];
  const known = rules.flatMap(({ matches }) => matches);
  const matches = values.flatMap(value => {
    if (value === null) return [];
    const found = known.find(({ path }) => path?.value === value);
    return [
      { path: { type: pathTypes[found?.path?.type ?? 'prefix'], value } },
    ];
  });
  return values.includes(null) ? {} : { matches };
}

/** Whether a new route would not do all that the old one does. */
export function hasMoreThanPaths({ rules }: GatewayRoute): boolean {
  return rules.some(
    ({ saysMore, matches, backends }) =>
      saysMore || backends.length > 1 || matches.some(one => one.asksMore),
  );
}

/**
 * An HTTPRoute beside the old one that leads its host to the gateway, and a ReferenceGrant that lets
 * it: rules are a list, which a patch could only replace as a whole.
 */
export function moveHttpRoute(
  facts: ServiceFacts,
  old: GatewayRoute,
  routes: readonly Route[],
  { service, port }: ChainTarget,
): readonly PlannedStep[] {
  const { state } = facts;
  const { namespace, name } = old.meta;
  const place = service.meta.namespace;
  const grant = {
    apiVersion: `${group}/v1beta1`,
    kind: 'ReferenceGrant',
    metadata: {
      name: freeName(state, referenceGrants, place, `${namespace}-${name}`),
      namespace: place,
    },
    spec: {
      from: [{ group, kind: 'HTTPRoute', namespace }],
      to: [{ group: '', kind: 'Service', name: service.meta.name }],
    },
  };
  const moved = {
    apiVersion: `${group}/v1`,
    kind: 'HTTPRoute',
    metadata: {
      name: freeName(state, httpRoutes, namespace, `${name}-to-gateway`),
      namespace,
    },
    spec: {
      parentRefs: old.parents,
      ...(old.hostnames.length > 0 && { hostnames: old.hostnames }),
      rules: [
        {
          ...matchesOf(old, routes),
          backendRefs: [
            { name: service.meta.name, namespace: place, port: port.port },
          ],
        },
      ],
    },
  };
  return [
    ...(place === namespace
      ? []
      : [createdStep('Let the route name the gateway', grant, facts)]),
    createdStep('Lead the edge to the gateway', moved, facts),
    deletedStep(facts, {
      title: 'Take the old route away, which is older and comes first',
      apiVersion: `${group}/v1`,
      object: old,
    }),
  ];
}
