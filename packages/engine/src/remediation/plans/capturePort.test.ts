import { analyze } from '../../posture/analyze';
import { cluster, istio, service, sidecarPod } from '../../testing/cluster';

const prefix = 'traffic.sidecar.istio.io';
const excluded = `${prefix}/excludeInboundPorts`;
const included = `${prefix}/includeInboundPorts`;

/** What the annotations of the workload are changed to; undefined where there is no such remedy. */
function changed(
  annotations: Readonly<Record<string, string>>,
  kind = 'StatefulSet',
) {
  const pod = sidecarPod('shop/cart-0', {
    ip: '10.1.0.1',
    labels: { app: 'cart' },
    annotations,
    spec: {
      initContainers: [{ name: 'istio-validation' }],
      containers: [
        { name: 'app', ports: [{ containerPort: 8080 }] },
        { name: 'istio-proxy', args: ['proxy', 'sidecar'] },
      ],
    },
  });
  const metadata = {
    ...Object(pod.metadata),
    ownerReferences: [{ kind, name: 'cart', controller: true }],
  };
  const state = cluster(
    { ...pod, metadata },
    service(
      'shop/cart',
      '10.96.0.1',
      [{ name: 'http', port: 80, targetPort: 8080 }],
      { 'cart-0': '10.1.0.1' },
    ),
    istio('PeerAuthentication', 'shop/default', { mtls: { mode: 'STRICT' } }),
  );
  const [posture] = analyze(state);
  return posture.remedies.find(({ id }) => id === 'capture-port');
}

describe('a port that is led past the sidecar', () => {
  it.each([
    ['excluded', { [excluded]: '8080' }, { [excluded]: null }],
    ['among others', { [excluded]: '9000,8080' }, { [excluded]: '9000' }],
    ['not included', { [included]: '9000' }, { [included]: '9000,8080' }],
    ['of none included', { [included]: '' }, { [included]: '8080' }],
  ])('is captured where it is %s', (_, before, after) => {
    const remedy = changed(before);
    expect(remedy).toMatchObject({ standing: 'proven', reaches: 'enforced' });
    const patch = { spec: { template: { metadata: { annotations: after } } } };
    expect(remedy?.steps[0].command).toContain(JSON.stringify(patch));
    const undo = { spec: { template: { metadata: { annotations: before } } } };
    expect(remedy?.steps[0].undo).toContain(JSON.stringify(undo));
  });

  it.each([
    ['no annotation', {}, 'StatefulSet'],
    ['no workload', { [excluded]: '8080' }, 'Node'],
  ])('has no such remedy where %s can be changed', (_, annotations, kind) => {
    expect(changed(annotations, kind)).toBeUndefined();
  });
});
