import { analyze } from '../posture/analyze';
import { assess } from '../posture/assess';
import { services } from '../state/kinds/service';
import { demoObjects, objectsOf, stateOf } from '../testing/demo';
import { gridCluster } from '../testing/gridMeshes';
import { permissivePortPlan, strictPlan } from './plans/peerAuthentication';

const ingress = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
`;

function policy(name: string, created: string): string {
  return `---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: shop, creationTimestamp: '${created}' }
spec: { selector: { matchLabels: { app: cart } }, mtls: { mode: STRICT } }
`;
}

describe('of several PeerAuthentications that select a workload', () => {
  it.each([
    [
      'the oldest',
      ['b', '2026-01-02T00:00:01Z'],
      ['a', '2026-01-02T00:00:02Z'],
      'b',
    ],
    // istio pilot/pkg/model/config.go: sortConfigByCreationTime
    [
      'of two as old the first by name',
      ['b', '2026-01-02T00:00:01Z'],
      ['a', '2026-01-02T00:00:01Z'],
      'a',
    ],
  ])('%s is patched, as Istio looks at no other', (_, one, other, patched) => {
    const state = stateOf(
      gridCluster(
        'ingress-nginx',
        'outside',
        objectsOf(
          [ingress, policy(one[0], one[1]), policy(other[0], other[1])].join(
            '',
          ),
        ),
      ),
    );
    const [cart] = analyze(state).filter(
      ({ service }) => service.name === 'cart',
    );
    const remedy = cart.remedies.find(({ id }) => id === 'permissive-port');
    expect(remedy).toMatchObject({
      standing: 'proven',
      steps: [{ action: 'patch', object: { name: patched } }],
    });
  });
});

describe('a policy of pods that others stand behind', () => {
  it('is tried on every service behind the edge', () => {
    const state = stateOf(demoObjects());
    const namespace = 'inbound-redirection-on-permissive';
    const service = state.get(
      services,
      `${namespace}-edge`,
      'ingress-nginx-controller',
    );
    expect(service).toBeDefined();
    if (!service) return;
    const facts = { ...assess(state, service), posture: 'permissive' as const };
    const [strict] = [...strictPlan(facts), ...permissivePortPlan(facts)];
    expect(strict.steps[0].touches().map(one => one.namespace)).toContain(
      namespace,
    );
    expect(strict.steps[0].touches().length).toBeGreaterThan(1);
  });
});
