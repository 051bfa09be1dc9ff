import { analyze } from '../posture/analyze';
import { demoObjects, objectsOf, stateOf } from '../testing/demo';

const enforced = demoObjects(file =>
  /^(00-mesh|mesh-internal)\.yaml$/.test(file),
);

function ledgerWith(yaml: string) {
  const all = analyze(stateOf([...enforced, ...objectsOf(yaml)]));
  return all.find(one => one.service.name === 'ledger');
}

const ingress = (className: string) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: mesh-internal }
spec:
  ${className}
  rules:
    - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ledger, port: { number: 80 } } } }] }
`;

const foreignGateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: mesh-internal }
spec: { gatewayClassName: unheard-of, listeners: [{ name: http, port: 80, protocol: HTTP }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: mesh-internal }
spec:
  parentRefs: [{ name: edge }]
  rules: [{ backendRefs: [{ name: ledger, port: 80 }] }]
`;

const alias = `
apiVersion: v1
kind: Service
metadata: { name: ledger-alias, namespace: mesh-internal }
spec: { type: ExternalName, externalName: ledger.mesh-internal.svc.cluster.local, ports: [{ name: http, port: 80 }] }
---
${ingress('ingressClassName: azure').replace(
  'name: ledger,',
  'name: ledger-alias,',
)}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: azure }
spec: { controller: azure/application-gateway }
`;

describe('a service that is enforced', () => {
  it('stays so while no route that nobody we know serves names it', () => {
    expect(ledgerWith('')).toMatchObject({
      mode: 'mesh-internal',
      posture: 'enforced',
    });
  });

  it('is never called so when a route leads to another name of it', () => {
    expect(ledgerWith(alias)).toMatchObject({
      posture: 'unknown',
      caveats: [expect.stringContaining('ledger-alias is another name of')],
    });
  });

  it.each([
    ['an Ingress of an unknown class', ingress('ingressClassName: unheard-of')],
    ['an Ingress without class', ingress('')],
    ['a Gateway API route at an unknown gateway', foreignGateway],
  ])('is never called so when %s leads to it', (_, yaml) => {
    const found = ledgerWith(yaml);
    expect(found).toMatchObject({
      mode: 'unknown',
      posture: 'unknown',
      certainty: 'unknown',
    });
    expect(found?.caveats[0]).toContain('mesh-internal/web leads to ledger');
    expect(found?.findings.map(one => one.code)).toContain('IP0501');
  });
});
