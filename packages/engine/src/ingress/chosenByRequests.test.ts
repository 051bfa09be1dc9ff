import { analyze } from '../posture/analyze';
import { demoObjects, objectsOf, stateOf } from '../testing/demo';

function verdictBeside(apiVersion: string, kind: string, spec: string) {
  const objects = demoObjects(one =>
    ['00-mesh.yaml', 'mesh-internal.yaml'].includes(one),
  );
  const added = objectsOf(`
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: any, namespace: edge }
spec: ${spec}
`);
  return analyze(stateOf([...objects, ...added]))[0];
}

const route = (action: string) =>
  `{ virtualHost: { routes: [{ matchers: [{ prefix: / }], routeAction: ${action} }] } }`;

describe('a backend that is any Service, as requests say', () => {
  it.each([
    ['gateway.envoyproxy.io/v1alpha1', 'Backend', '{ type: DynamicResolver }'],
    [
      'gateway.kgateway.dev/v1alpha1',
      'Backend',
      '{ type: DynamicForwardProxy, dynamicForwardProxy: {} }',
    ],
    [
      'agentgateway.dev/v1alpha1',
      'AgentgatewayBackend',
      '{ dynamicForwardProxy: {} }',
    ],
    [
      'gateway.solo.io/v1',
      'VirtualService',
      route('{ clusterHeader: x-cluster }'),
    ],
    [
      'gateway.solo.io/v1',
      'RouteTable',
      '{ routes: [{ routeAction: { dynamicForwardProxy: {} } }] }',
    ],
  ])('of %s, %s %s: a good verdict is not proven', (version, kind, spec) => {
    expect(verdictBeside(version, kind, spec)).toMatchObject({
      posture: 'enforced',
      certainty: 'inferred',
      caveats: [expect.stringContaining('wherever their headers say')],
    });
  });

  it.each([
    [
      'gateway.envoyproxy.io/v1alpha1',
      'Backend',
      '{ endpoints: [{ fqdn: { hostname: example.com, port: 443 } }] }',
    ],
    [
      'gateway.solo.io/v1',
      'VirtualService',
      route('{ single: { upstream: { name: other, namespace: edge } } }'),
    ],
  ])('is none of %s, %s %s', (version, kind, spec) => {
    expect(verdictBeside(version, kind, spec)).toMatchObject({
      certainty: 'proven',
      caveats: [],
    });
  });
});
