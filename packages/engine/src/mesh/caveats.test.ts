import { demoObjects, stateOf } from '../testing/demo';
import type { ClusterState } from '../state/clusterState';
import { Pod, pods } from '../state/kinds/pod';
import { cluster, gatewayPod, istio } from '../testing/cluster';
import { connect } from './connect';
import { throughGateway } from './gateway/throughGateway';

const state = stateOf(
  demoObjects(file => /^(00-mesh|nginx-sidecar-strict)\.yaml$/.test(file)),
);

function podIn(namespace: string): Pod {
  return state.inNamespace(pods, namespace)[0];
}

const edge = podIn('nginx-sidecar-strict-edge');
const workload = podIn('nginx-sidecar-strict');

function asked(changed: ClusterState) {
  const [arrival] = connect(changed, {
    from: `${edge.meta.namespace}/${edge.meta.name}`,
    address: workload.ips[0],
    port: 8080,
    protocol: 'http',
    host: 'shop.example.com',
  });
  return arrival;
}

function withRevision(pod: Pod, revision: string): ClusterState {
  const changed = state.fork();
  const annotations = { ...pod.meta.annotations, 'istio.io/rev': revision };
  changed.put(pods, { ...pod, meta: { ...pod.meta, annotations } });
  return changed;
}

const filter = (namespace: string) => {
  const changed = state.fork();
  changed.upsert({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'headers', namespace },
    spec: { configPatches: [{ applyTo: 'HTTP_FILTER', patch: {} }] },
  });
  return changed;
};

describe('an answer is', () => {
  it('proven where rules and objects say all', () => {
    expect(asked(state)).toMatchObject({ certainty: 'proven', caveats: [] });
  });

  it('inferred where a WorkloadEntry has the address of the pod', () => {
    const changed = state.fork();
    changed.upsert({
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadEntry',
      metadata: { name: 'twin', namespace: workload.meta.namespace },
      spec: { address: workload.ips[0], labels: { app: 'twin' } },
    });
    expect(asked(changed)).toMatchObject({
      certainty: 'inferred',
      caveats: [expect.stringMatching(/^WorkloadEntry .*twin has the address/)],
    });
  });

  it.each([
    ['the client follows another revision', withRevision(edge, '1-27')],
    ['the workload follows another revision', withRevision(workload, '1-27')],
    ['an EnvoyFilter patches the client', filter(edge.meta.namespace)],
    ['an EnvoyFilter patches the workload', filter(workload.meta.namespace)],
  ])('inferred where %s', (_, changed) => {
    expect(asked(changed)).toMatchObject({
      certainty: 'inferred',
      caveats: [expect.stringMatching(/revision 1-27|EnvoyFilter/)],
    });
  });

  it('inferred where a WorkloadEntry has the address of a gateway pod', () => {
    const address = '10.1.0.250';
    const changed = cluster(
      gatewayPod('edge/web-1', { ip: address }),
      istio('Gateway', 'edge/web', {
        servers: [
          {
            port: { number: 80, name: 'http', protocol: 'HTTP' },
            hosts: ['*'],
          },
        ],
      }),
      istio('WorkloadEntry', 'edge/twin', { address }),
    );
    const [arrival] = throughGateway(changed, {
      pod: 'edge/web-1',
      port: 80,
      host: 'shop.example.com',
      protocol: 'http',
    });
    expect(arrival).toMatchObject({
      certainty: 'inferred',
      caveats: [expect.stringMatching(/^WorkloadEntry .*twin has the address/)],
    });
  });

  it('as proven for the revision that is called default', () => {
    expect(asked(withRevision(edge, 'default')).certainty).toBe('proven');
  });
});
