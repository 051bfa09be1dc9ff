import { ClusterState } from '../../state/clusterState';
import { ingresses } from '../../state/kinds/ingress';
import { services } from '../../state/kinds/service';
import type { Labels } from '../../state/read';
import type { SwitchSubject } from '../vendorDescription';

/** The Service that the pages speak of. */
export const sample = {
  namespace: 'shop',
  name: 'cart',
  host: 'cart.shop.svc.cluster.local',
} as const;

/** How that Service can be, where it matters to a switch; in words for the reader, none for the usual. */
export const sampleKinds = [
  { words: '', type: 'ClusterIP', name: 'http', number: 80 },
  {
    words: 'a Service with node ports',
    type: 'NodePort',
    name: 'http',
    number: 80,
  },
  {
    words: 'a port called https',
    type: 'ClusterIP',
    name: 'https',
    number: 443,
  },
  {
    words: 'a port whose appProtocol is kubernetes.io/h2c',
    type: 'ClusterIP',
    name: 'http',
    number: 80,
    appProtocol: 'kubernetes.io/h2c',
  },
] as const;

/** One of {@link sampleKinds}. */
export type SampleKind = (typeof sampleKinds)[number];

/** That Service behind an Ingress with annotations: what an example value is asked about. */
export function sampleSubject(
  kind: SampleKind = sampleKinds[0],
  annotations: Labels = {},
): Required<SwitchSubject> {
  const { type, name, number } = kind;
  const metadata = { namespace: sample.namespace, name: sample.name };
  const port = {
    name,
    port: number,
    targetPort: 8080,
    protocol: 'TCP',
    ...('appProtocol' in kind && { appProtocol: kind.appProtocol }),
  };
  const state = new ClusterState({ name: 'example' });
  state.upsert({
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      type,
      clusterIP: '10.0.0.10',
      ports: [type === 'NodePort' ? { ...port, nodePort: 30080 } : port],
    },
  });
  state.upsert({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { ...metadata, annotations },
  });
  const service = state.get(services, sample.namespace, sample.name);
  const route = state.get(ingresses, sample.namespace, sample.name);
  if (!service || !route) throw new Error('The example cannot be read');
  return { service, route, port: service.ports[0] };
}
