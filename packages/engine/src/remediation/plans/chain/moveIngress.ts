import type { Route } from '../../../ingress/edges/edge';
import { ingressesAt } from '../../../ingress/routes/ingressesByLocation';
import type { ServiceKey } from '../../../posture/serviceKey';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import type { ClusterState } from '../../../state/clusterState';
import { Ingress, ingresses } from '../../../state/kinds/ingress';
import type { ChainTarget } from '../../istioGatewayService';
import { freeName } from '../../freeName';
import type { PlannedStep } from '../../plan';
import { createdStep } from './createdStep';
import { deletedStep } from './deletedStep';
import { healthCheckAnnotations, healthCheckSteps } from './healthCheck';
import { leftBehind } from './leftBehind';
import { isDefault, writtenRules } from './writtenRules';

/** An Ingress can only name Services of its own namespace, so it moves to the gateway's. */
export function moveIngress(
  facts: ServiceFacts,
  ingress: Ingress,
  route: Route,
  target: ChainTarget,
): readonly PlannedStep[] {
  const moved = movedIngress(facts.state, ingress, route, target);
  return [
    ...healthCheckSteps(facts, route, target),
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

function movedIngress(
  state: ClusterState,
  ingress: Ingress,
  route: Route,
  target: ChainTarget,
) {
  const left = leftBehind(route);
  const kept = Object.fromEntries(
    Object.entries(ingress.meta.annotations).filter(
      ([key]) =>
        !left.has(key) &&
        !/^ingress\.kubernetes\.io\/|forwarding-rule|url-map|target-proxy/.test(
          key,
        ),
    ),
  );
  const annotations = { ...kept, ...healthCheckAnnotations(route, target) };
  const { meta } = target.service;
  const number = target.port.port;
  const backend = { service: meta.name, port: number };
  const rules = ingress.rules.map(rule => ({ ...rule, backend }));
  const written = writtenRules(rules);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: freeName(
        state,
        ingresses,
        meta.namespace,
        `${ingress.meta.namespace}-${ingress.meta.name}`,
      ),
      namespace: meta.namespace,
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      ...(ingress.className !== undefined && {
        ingressClassName: ingress.className,
      }),
      ...(ingress.tls.length > 0 && { tls: ingress.tls }),
      ...(rules.some(isDefault) && {
        defaultBackend: { service: { name: meta.name, port: { number } } },
      }),
      ...(written.length > 0 && { rules: written }),
    },
  };
}
