import { compareText } from '../state/compareText';
import {
  demoObjects,
  expectedServices,
  objectsOf,
  stateOf,
} from '../testing/demo';
import { analyze, analyzeServices } from './analyze';

describe('analyze', () => {
  const state = stateOf(demoObjects());
  const postures = analyze(state);

  it.each(expectedServices())(
    'finds $namespace/$service to be $mode and $posture',
    ({ namespace, service, mode, posture, certainty }) => {
      const found = postures.find(
        one =>
          one.service.namespace === namespace && one.service.name === service,
      );
      expect(found).toMatchObject({
        mode,
        posture,
        ...(certainty !== undefined && { certainty }),
      });
    },
  );

  it('gives each verdict that is less than proven a reason', () => {
    for (const one of postures.filter(p => p.certainty !== 'proven')) {
      expect([one.service.name, one.caveats]).not.toEqual([
        one.service.name,
        [],
      ]);
    }
  });

  it('explains every hop that counts, with evidence', () => {
    for (const hop of postures
      .flatMap(one => one.paths)
      .flatMap(path => path.hops)
      .filter(one => one.counts)) {
      expect(hop.reasons.length).toBeGreaterThan(0);
      expect(hop.evidence.length).toBeGreaterThan(0);
    }
  });

  it('sorts by namespace, then by name', () => {
    const places = postures.map(({ service: { namespace, name } }) => [
      namespace,
      name,
    ]);
    const sorted = [...places].sort(
      ([a, b], [c, d]) => compareText(a, c) || compareText(b, d),
    );
    expect(places).toEqual(sorted);
  });

  it('leaves out services that do not exist', () => {
    expect(analyzeServices(state, [{ namespace: 'no', name: 'such' }])).toEqual(
      [],
    );
  });

  it('leaves out edges and Istio gateways, which are hops', () => {
    const hops = ['istio-ingressgateway', 'ingress-nginx-controller'];
    expect(postures.filter(one => hops.includes(one.service.name))).toEqual([]);
  });

  it('takes endpoints that are no pods for what they are: outside the mesh', () => {
    const [kubernetes] = analyze(
      stateOf(
        objectsOf(`
apiVersion: v1
kind: Service
metadata: { name: kubernetes, namespace: default }
spec: { clusterIP: 10.96.0.1, ports: [{ name: https, port: 443, targetPort: 6443 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: kubernetes, namespace: default, labels: { kubernetes.io/service-name: kubernetes } }
endpoints: [{ addresses: [192.0.2.1], conditions: { ready: true } }]
ports: [{ name: https, port: 6443, protocol: TCP }]
`),
      ),
    );
    expect(kubernetes).toMatchObject({
      mode: 'none',
      posture: 'unmeshed',
      certainty: 'proven',
    });
  });

  it('does not judge what has no endpoint at all', () => {
    const [lonely] = analyze(
      stateOf(
        objectsOf(`
apiVersion: v1
kind: Service
metadata: { name: lonely, namespace: shop }
spec: { clusterIP: 10.96.0.2, selector: { app: lonely }, ports: [{ port: 80 }] }
`),
      ),
    );
    expect(lonely).toMatchObject({ mode: 'unknown', posture: 'unknown' });
    expect(lonely.findings.map(one => one.code)).toEqual(['IP0402']);
  });
});
