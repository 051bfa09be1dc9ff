import { analyze } from '../../posture/analyze';
import { demoObjects, objectsOf, stateOf } from '../../testing/demo';

const namespace = 'nginx-sidecar-strict';

/** The demo's service behind an edge with a sidecar, with a rule of this TLS. */
function checkout(tls: string, more: readonly unknown[] = []) {
  return checkoutWith(`trafficPolicy: { tls: ${tls} }`, more);
}

/** … and a rule that says this. */
function checkoutWith(spec: string, more: readonly unknown[] = []) {
  const state = stateOf([
    ...demoObjects(file =>
      ['00-mesh.yaml', `${namespace}.yaml`].includes(file),
    ),
    ...objectsOf(`
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: checkout, namespace: ${namespace} }
spec:
  host: checkout.${namespace}.svc.cluster.local
  ${spec}
`),
    ...more,
  ]);
  const found = analyze(state).find(one => one.service.name === 'checkout')!;
  return {
    posture: found.posture,
    ways: found.remedies.filter(one => one.id.startsWith('destination-rule-')),
  };
}

describe('TLS that a DestinationRule says', () => {
  it.each(['DISABLE', 'SIMPLE'])(
    'is taken out where it is %s and nothing more',
    mode => {
      const { posture, ways } = checkout(`{ mode: ${mode} }`);
      expect(posture).toBe('rejected');
      expect(ways).toMatchObject([{ reaches: 'enforced', standing: 'proven' }]);
      expect(ways[0].steps[0].undo).toContain(`"mode":"${mode}"`);
    },
  );

  it.each([
    'sni: checkout.example.com',
    'caCertificates: /etc/certs/ca.pem',
    'subjectAltNames: [checkout.example.com]',
    'insecureSkipVerify: true',
  ])('is left where more is said: %s', more => {
    const { posture, ways } = checkout(`{ mode: SIMPLE, ${more} }`);
    expect({ posture, ways }).toEqual({ posture: 'rejected', ways: [] });
  });

  it('is left where the application may expect it: at a port that is not HTTP', () => {
    const tcp = objectsOf(`
apiVersion: v1
kind: Service
metadata: { name: checkout, namespace: ${namespace} }
spec:
  clusterIP: 10.96.10.7
  selector: { app: checkout }
  ports: [{ name: https, port: 80, targetPort: 8080 }]
`);
    expect(checkout('{ mode: SIMPLE }', tcp).ways).toEqual([]);
  });

  const off = 'tls: { mode: DISABLE }';
  const port = (number: number, tls: string) =>
    `{ port: { number: ${number} }, ${tls} }`;

  it.each([
    [
      'of a port',
      `trafficPolicy: { portLevelSettings: [${port(443, '')}, ${port(
        80,
        off,
      )}] }`,
      'spec/trafficPolicy/portLevelSettings/1',
      ['port/number', 80],
    ],
    [
      'of a subset',
      `subsets: [{ name: all, labels: {}, trafficPolicy: { ${off} } }]`,
      'spec/subsets/0/trafficPolicy',
      undefined,
    ],
  ])('is taken out %s by the field alone', (_, spec, place, entry) => {
    const routed = objectsOf(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: checkout, namespace: ${namespace} }
spec:
  hosts: [checkout.${namespace}.svc.cluster.local]
  http:
    - route:
        - destination:
            { host: checkout.${namespace}.svc.cluster.local, subset: all }
`);
    const { posture, ways } = checkoutWith(spec, entry ? [] : routed);
    expect(posture).toBe('rejected');
    expect(ways).toMatchObject([{ reaches: 'enforced', standing: 'proven' }]);
    const [{ command, undo }] = ways[0].steps;
    const test = entry
      ? { path: `/${place}/${entry[0]}`, value: entry[1] }
      : { path: '/spec/subsets/0/name', value: 'all' };
    expect(command).toContain(
      JSON.stringify([
        { op: 'test', ...test },
        { op: 'remove', path: `/${place}/tls` },
      ]),
    );
    expect(undo).toContain(
      JSON.stringify([
        { op: 'test', ...test },
        { op: 'add', path: `/${place}/tls`, value: { mode: 'DISABLE' } },
      ]),
    );
  });
});
