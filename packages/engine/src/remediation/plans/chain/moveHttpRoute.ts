import type { Route } from '../../../ingress/edge';
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

/** How the old route compares the path that it leads from. */
function pathType({ rules }: GatewayRoute, { ref }: Route): string {
  const found = rules
    .flatMap(({ matches }) => matches)
    .find(({ path }) => path?.value === ref.path);
  return pathTypes[found?.path?.type ?? 'prefix'];
}

/**
 * An HTTPRoute beside the old one that leads its host to the gateway, and a ReferenceGrant that lets
 * it: rules are a list, which a patch could only replace as a whole.
 */
export function moveHttpRoute(
  facts: ServiceFacts,
  old: GatewayRoute,
  route: Route,
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
          ...(route.ref.path !== null && {
            matches: [
              { path: { type: pathType(old, route), value: route.ref.path } },
            ],
          }),
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
