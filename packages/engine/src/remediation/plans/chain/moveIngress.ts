import type { Route } from '../../../ingress/edge';
import { ingressesAt } from '../../../ingress/ingressesByLocation';
import type { ServiceKey } from '../../../posture/serviceKey';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import type { Ingress } from '../../../state/kinds/ingress';
import type { ChainTarget } from '../../istioGatewayService';
import type { PlannedStep } from '../../plan';
import { createdStep } from './createdStep';
import { deletedStep } from './deletedStep';

/** An Ingress can only name Services of its own namespace, so it moves to the gateway's. */
export function moveIngress(
  facts: ServiceFacts,
  ingress: Ingress,
  route: Route,
  target: ChainTarget,
): readonly PlannedStep[] {
  const moved = movedIngress(ingress, route, target);
  return [
    createdStep('Lead the edge to the gateway', moved, facts),
    deletedStep(facts, {
      title: 'Take the old route away, once clients use the new one',
      apiVersion: 'networking.k8s.io/v1',
      object: ingress,
      uncovers: () => rivalsOf(facts, ingress),
    }),
  ];
}

/** Services behind Ingresses for the same hosts and paths: the next of those is served instead. */
function rivalsOf(
  { state }: ServiceFacts,
  ingress: Ingress,
): readonly ServiceKey[] {
  return ingress.rules
    .flatMap(rule => ingressesAt(state, rule))
    .filter(one => one !== ingress)
    .flatMap(({ meta: { namespace }, rules }) =>
      rules.map(({ backend }) => ({ namespace, name: backend.service })),
    );
}

function movedIngress(ingress: Ingress, route: Route, target: ChainTarget) {
  const left = leftBehind(route);
  const annotations = Object.fromEntries(
    Object.entries(ingress.meta.annotations).filter(
      ([key]) =>
        !left.has(key) &&
        !/^ingress\.kubernetes\.io\/|forwarding-rule|url-map|target-proxy/.test(
          key,
        ),
    ),
  );
  const { host } = route.ref;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: `${ingress.meta.namespace}-${ingress.meta.name}`,
      namespace: target.service.meta.namespace,
      annotations,
    },
    spec: {
      ...(ingress.className !== undefined && {
        ingressClassName: ingress.className,
      }),
      ...(ingress.tlsHosts.length > 0 && {
        tls: [{ hosts: ingress.tlsHosts }],
      }),
      rules: [
        {
          ...(host !== null && { host }),
          http: {
            paths: [
              {
                path: route.ref.path ?? '/',
                pathType: pathTypeOf(ingress, route),
                backend: {
                  service: {
                    name: target.service.meta.name,
                    port: { number: target.port.port },
                  },
                },
              },
            ],
          },
        },
      ],
    },
  };
}

/** As the controller compares the path now. */
function pathTypeOf({ rules }: Ingress, { ref }: Route): string {
  const found = rules.find(
    ({ host, path }) => host === ref.host && path === ref.path,
  );
  return found?.pathType ?? 'Prefix';
}

/** What made the edge rename the Host, or choose what to dial, is wrong in front of a gateway. */
function leftBehind({ edge: { vendor } }: Route): ReadonlySet<string> {
  const switches =
    vendor.placement === 'cloud'
      ? vendor.host.switches
      : [...vendor.addressing.switches, ...vendor.host.switches];
  return new Set(
    switches.flatMap(one => (one.on === 'route-annotation' ? [one.key] : [])),
  );
}
