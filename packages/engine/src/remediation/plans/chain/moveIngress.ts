import type { Route } from '../../../ingress/edge';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import type { Ingress } from '../../../state/kinds/ingress';
import { deleteCommand } from '../../commands';
import type { ChainTarget } from '../../istioGatewayService';
import type { PlannedStep } from '../../plan';
import { itself } from '../../touched';
import { createdStep } from './createdStep';

// What made the edge dial pods or rename the Host is wrong in front of a gateway.
const left = [
  'nginx.ingress.kubernetes.io/upstream-vhost',
  'nginx.ingress.kubernetes.io/service-upstream',
];

/** An Ingress can only name Services of its own namespace, so it moves to the gateway's. */
export function moveIngress(
  facts: ServiceFacts,
  route: Route,
  target: ChainTarget,
): readonly PlannedStep[] {
  const ingress = route.object as Ingress;
  const { namespace, name } = ingress.meta;
  const moved = movedIngress(ingress, route, target);
  const object = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    namespace,
    name,
  };
  const copy = `${namespace}-${name}.yaml`;
  return [
    createdStep('Lead the edge to the gateway', moved, facts),
    {
      step: {
        action: 'delete',
        title: 'Take the old route away, once clients use the new one',
        object,
        patch: '',
        command: `kubectl -n ${namespace} get ingress ${name} -o yaml > ${copy} && ${deleteCommand(
          object,
        )}`,
        verify: {
          command: `kubectl -n ${namespace} get ingress`,
          expect: `no ${name}`,
        },
        undo: `kubectl apply -f ${copy}`,
      },
      apply: state => {
        state.remove({ ...object, metadata: { namespace, name } });
      },
      touches: () => [itself(facts)],
    },
  ];
}

function movedIngress(ingress: Ingress, route: Route, target: ChainTarget) {
  const annotations = Object.fromEntries(
    Object.entries(ingress.meta.annotations).filter(
      ([key]) =>
        !left.includes(key) &&
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
                pathType: 'Prefix',
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
