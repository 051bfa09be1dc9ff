import { readFileSync } from 'fs';
import { join } from 'path';
import { analyze } from '../../posture/analyze';
import { objectsOf } from '../../testing/demo';
import { runningCluster } from '../grid/runningCluster';

const base = readFileSync(join(__dirname, '../grid/base.yaml'), 'utf8');

const kinds = {
  VirtualServer: `
apiVersion: cis.f5.com/v1
kind: VirtualServer
metadata: { name: web, namespace: shop, labels: { f5cr: 'true' } }
spec:
  host: shop.example.com
  virtualServerAddress: 203.0.113.20
  pools: [{ path: /, service: cart, servicePort: 80 }]
`,
  TransportServer: `
apiVersion: cis.f5.com/v1
kind: TransportServer
metadata: { name: web, namespace: shop, labels: { f5cr: 'true' } }
spec:
  virtualServerAddress: 203.0.113.20
  virtualServerPort: 80
  type: tcp
  mode: standard
  pool: { service: cart, servicePort: 80 }
`,
};

const controller = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: k8s-bigip-ctlr, namespace: edge }
spec:
  selector: { matchLabels: { app: k8s-bigip-ctlr } }
  template:
    metadata: { labels: { app: k8s-bigip-ctlr } }
    spec:
      containers:
        - name: controller
          image: f5networks/k8s-bigip-ctlr:2.20.1
          args: [--custom-resource-mode=true]
`;

function pathsWith(...more: readonly string[]) {
  const objects = objectsOf([base, ...more].join('---\n'), 'f5.yaml');
  const cart = analyze(runningCluster(objects, 'outside')).find(
    one => one.service.name === 'cart',
  );
  return cart?.paths.map(({ posture, certainty, hops }) => ({
    posture,
    certainty,
    addressing: hops.at(-1)?.addressing,
  }));
}

describe('a Service without node ports behind BIG-IP', () => {
  it.each(Object.entries(kinds))(
    'is dialled at its pods by a %s whose controller is not seen',
    (_, route) => {
      expect(pathsWith(route)).toEqual([
        { posture: 'plaintext', certainty: 'inferred', addressing: 'pod-ip' },
      ]);
    },
  );

  it.each(Object.entries(kinds))(
    'is not dialled by a %s whose controller is not told to dial pods',
    (_, route) => {
      expect(pathsWith(route, controller)).toEqual([]);
    },
  );
});
