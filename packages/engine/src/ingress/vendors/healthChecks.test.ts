import type { Service } from '../../state/kinds/service';
import { objectsOf } from '../../testing/demo';
import { ClusterState } from '../../state/clusterState';
import { ingresses } from '../../state/kinds/ingress';
import { services } from '../../state/kinds/service';
import { resolveSetting } from '../dial/setting';
import type { VendorDescription } from '../vendorDescription';
import { awsAlb } from './awsAlb';
import { azureAgic } from './azureAgic';

function checkOf({ healthCheck }: VendorDescription, annotation: string) {
  const state = new ClusterState({ name: 'checks' });
  const objects = objectsOf(
    `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  type: NodePort
  ports: [{ name: http, port: 80, targetPort: 8080, nodePort: 30080 }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop, annotations: { ${annotation} } }
spec:
  rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] } }]
`,
    'checks.yaml',
  );
  for (const object of objects) state.upsert(object);
  const service = state.get(services, 'shop', 'cart') as Service;
  const route = state.get(ingresses, 'shop', 'web');
  return (
    healthCheck &&
    route &&
    resolveSetting(healthCheck, {
      route,
      service,
      port: service.ports[0],
      pods: [],
    }).effect
  );
}

describe('the health check of a load balancer', () => {
  it.each([
    ['', 'request'],
    ['alb.ingress.kubernetes.io/healthcheck-port: traffic-port', 'request'],
    ["alb.ingress.kubernetes.io/healthcheck-port: '8080'", 'request'],
    ["alb.ingress.kubernetes.io/healthcheck-port: '30080'", 'request'],
    ['alb.ingress.kubernetes.io/healthcheck-port: http', 'request'],
    ["alb.ingress.kubernetes.io/healthcheck-port: '15021'", 'none'],
    ['alb.ingress.kubernetes.io/healthcheck-port: status', 'none'],
  ])('asks the port that an ALB is told to ask: %s', (annotation, check) => {
    expect(checkOf(awsAlb, annotation)).toBe(check);
  });

  it.each([
    ['', 'request'],
    ["appgw.ingress.kubernetes.io/health-probe-port: '8080'", 'request'],
    ["appgw.ingress.kubernetes.io/health-probe-port: '15021'", 'none'],
    ["appgw.ingress.kubernetes.io/health-probe-port: '0'", 'request'],
    ['appgw.ingress.kubernetes.io/health-probe-port: status', 'request'],
  ])(
    'asks the port that Application Gateway is told to ask: %s',
    (annotation, check) => {
      expect(checkOf(azureAgic, annotation)).toBe(check);
    },
  );
});
