import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { gridRows } from '../ingress/grid/gridTable';
import { EdgeMesh, runningObjects } from '../ingress/grid/runningCluster';
import { objectsOf } from './demo';

const grid = join(__dirname, '../ingress/grid');

// What a remedy can chain an edge through.
const gateway = `
apiVersion: v1
kind: Namespace
metadata: { name: istio-ingress }
---
apiVersion: v1
kind: Pod
metadata:
  name: istio-gateway-0
  namespace: istio-ingress
  labels: { istio: gateway }
  ownerReferences:
    - { apiVersion: apps/v1, kind: StatefulSet, name: istio-gateway, controller: true }
spec:
  nodeName: node-1
  containers:
    - { name: istio-proxy, image: 'istio/proxyv2:1.31.1', args: [proxy, router] }
status:
  phase: Running
  podIP: 10.44.1.1
  hostIP: 192.168.5.1
  conditions: [{ type: Ready, status: 'True' }]
---
apiVersion: v1
kind: Service
metadata: { name: istio-gateway, namespace: istio-ingress }
spec:
  type: LoadBalancer
  clusterIP: 10.96.1.1
  clusterIPs: [10.96.1.1]
  selector: { istio: gateway }
  ports: [{ name: http, port: 80, targetPort: 8080, nodePort: 31080 }]
status: { loadBalancer: { ingress: [{ ip: 203.0.113.99 }] } }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: istio-gateway-1
  namespace: istio-ingress
  labels: { kubernetes.io/service-name: istio-gateway }
addressType: IPv4
endpoints:
  - addresses: [10.44.1.1]
    conditions: { ready: true, serving: true, terminating: false }
    nodeName: node-1
    targetRef: { kind: Pod, namespace: istio-ingress, name: istio-gateway-0 }
ports: [{ name: http, port: 8080 }]
`;

/** A whole cluster of the grid of vendors, as its API server would have it. */
export interface GridMesh {
  readonly vendor: string;
  /** Case, how the edge is in the mesh, and what the workload demands. */
  readonly name: string;
  readonly objects: readonly unknown[];
}

/** Every vendor of the grid. */
export const gridVendors: readonly string[] = readdirSync(grid, {
  withFileTypes: true,
})
  .filter(
    one => one.isDirectory() && existsSync(join(grid, one.name, 'grid.md')),
  )
  .map(one => one.name)
  .sort();

/** The cases of a vendor's grid, each under PERMISSIVE and under STRICT, with an Istio gateway beside. */
export function gridMeshes(vendor: string): readonly GridMesh[] {
  const rows = gridRows(readFileSync(join(grid, vendor, 'grid.md'), 'utf8'));
  const cases = new Map(rows.map(row => [`${row.case}, ${row.edge}`, row]));
  return [...cases].flatMap(([name, row]) =>
    ['PERMISSIVE', 'STRICT'].map(mode => ({
      vendor,
      name: `${name}, ${mode}`,
      objects: gridCluster(vendor, row.edge, [
        ...manifests(vendor, `${row.case}.yaml`),
        policy(mode),
      ]),
    })),
  );
}

/** A cluster of the grid with a vendor's controller, an Istio gateway and some objects more. */
export function gridCluster(
  vendor: string,
  edge: EdgeMesh,
  more: readonly unknown[],
): readonly unknown[] {
  const applied = [
    ...manifests('base.yaml'),
    ...manifests(vendor, 'controller.yaml'),
    ...more,
  ];
  return [...runningObjects(applied, edge), ...objectsOf(gateway)];
}

function manifests(...names: string[]): readonly unknown[] {
  const file = join(grid, ...names);
  return existsSync(file) ? objectsOf(readFileSync(file, 'utf8'), file) : [];
}

function policy(mode: string) {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: 'shop' },
    spec: { mtls: { mode } },
  };
}
