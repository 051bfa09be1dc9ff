import { ClusterState } from '../../state/clusterState';
import { gateways } from '../../state/kinds/gateway';
import { objectsOf } from '../../testing/demo';
import { whyUnfollowed } from './unfollowedGateways';

const gateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: web, namespace: edge }
spec:
  gatewayClassName: outer
  listeners: [{ name: web, port: 80, protocol: HTTP }]
`;

function servedBy(controllerName: string): string {
  return `${gateway}---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: outer }
spec: { controllerName: ${controllerName} }
`;
}

const cases: readonly (readonly [string, string, string])[] = [
  [
    "OpenShift's Ingress Operator",
    servedBy('openshift.io/gateway-controller/v1'),
    "which OpenShift's Ingress Operator serves with an Istio of its own",
  ],
  [
    "Istio's agentgateway",
    servedBy('istio.io/agentgateway-controller'),
    "which istiod serves with agentgateway, an experimental feature of Istio's",
  ],
  [
    'a controller that nobody knows',
    servedBy('example.com/controller'),
    'whose controller is not known here',
  ],
  [
    'a class that could not be read',
    gateway,
    'whose controller is not known here',
  ],
];

it.each(cases)('says why a Gateway of %s is not followed', (_, yaml, why) => {
  const state = new ClusterState({ name: 'test' });
  objectsOf(yaml, 'test').forEach(one => state.upsert(one));
  const found = state.get(gateways, 'edge', 'web');
  expect(whyUnfollowed(state, found!)).toContain(
    `through a Gateway of class outer, ${why}`,
  );
});
