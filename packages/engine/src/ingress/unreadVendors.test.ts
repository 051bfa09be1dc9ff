import { analyze } from '../posture/analyze';
import { demoObjects, objectsOf, stateOf } from '../testing/demo';
import { hasRepository } from './edges/hasRepository';

const controller = (
  image: string,
  args: readonly string[] = [],
  name = 'edge-1',
) =>
  objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: edge }
spec: { containers: [{ name: controller, image: '${image}', args: [${args}] }] }
status: { phase: Running }
`);

function verdictBeside(file: string, image: string) {
  return verdictBesides(file, controller(image));
}

function verdictBesides(file: string, added: ReturnType<typeof objectsOf>) {
  const objects = demoObjects(one => one === '00-mesh.yaml' || one === file);
  const [first] = analyze(stateOf([...objects, ...added]));
  return first;
}

const unreadObject = (apiVersion: string, kind: string) =>
  objectsOf(`
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: unread, namespace: edge }
`);

describe('an ingress controller whose routes are not read', () => {
  it('makes a good verdict less than proven', () => {
    expect(
      verdictBeside('mesh-internal.yaml', 'cloudflare/cloudflared:2026.9'),
    ).toMatchObject({
      posture: 'enforced',
      certainty: 'inferred',
      caveats: [
        expect.stringContaining('Cloudflare Tunnel runs in namespace edge'),
      ],
    });
  });

  it('leaves a bad verdict proven: nothing it adds makes that better', () => {
    expect(
      verdictBeside('nginx-strict.yaml', 'cloudflare/cloudflared:2026.9'),
    ).toMatchObject({
      posture: 'rejected',
      certainty: 'proven',
    });
  });

  it('turns STRICT from a remedy into advice', () => {
    const { remedies } = verdictBeside(
      'nginx-sidecar-permissive.yaml',
      'cloudflare/cloudflared:2026.9',
    );
    expect(remedies.find(one => one.id === 'strict')).toMatchObject({
      standing: 'advice',
      missing: expect.stringContaining('Cloudflare Tunnel'),
    });
  });

  it.each([
    ['traefik:v3.7', 'traefik', true],
    ['docker.io/library/traefik@sha256:ab', 'library/traefik', true],
    ['registry.example.com:5000/mirror/kong:3', 'kong', true],
    ['example.com/not-kong:3', 'kong', false],
    ['kong-tools', 'kong', false],
  ])('is told by its image: %s is of %s: %s', (image, repository, is) => {
    expect(hasRepository(image, repository)).toBe(is);
  });

  it.each([
    [
      'registry.k8s.io/ingress-nginx/controller:v1.13',
      '--tcp-services-configmap=edge/tcp',
      'ingress-nginx runs in namespace edge',
    ],
    [
      'jcmoraisjr/haproxy-ingress:v0.15',
      '--tcp-services-configmap=edge/tcp',
      'HAProxy Ingress runs in namespace edge',
    ],
    [
      'haproxytech/kubernetes-ingress:3.1',
      '--configmap-tcp-services=edge/tcp',
      'HAProxy Kubernetes Ingress Controller runs in namespace edge',
    ],
    [
      'ghcr.io/zalando/skipper:v0.27',
      '-routes-file=/etc/skipper/routes.eskip',
      'Skipper runs in namespace edge',
    ],
    [
      'traefik:v3.7',
      '--providers.file.directory=/etc/traefik/dynamic',
      'Traefik runs in namespace edge',
    ],
    [
      'traefik:v3.7',
      '--providers.redis.endpoints=redis.edge:6379',
      'Traefik runs in namespace edge',
    ],
  ])('of %s, the routes are elsewhere with %s', (image, flag, says) => {
    const beside = (args: readonly string[]) =>
      verdictBesides('mesh-internal.yaml', controller(image, args));
    expect(beside([])).toMatchObject({ certainty: 'proven', caveats: [] });
    expect(beside([flag])).toMatchObject({
      certainty: 'inferred',
      caveats: [expect.stringContaining(says)],
    });
  });

  it('is none where the TCP services stand in a ConfigMap that is read', () => {
    const verdict = verdictBesides(
      'mesh-internal.yaml',
      controller('registry.k8s.io/ingress-nginx/controller:v1.13', [
        '--tcp-services-configmap=edge/tcp-services',
      ]),
    );
    expect(verdict).toMatchObject({ certainty: 'proven', caveats: [] });
  });

  it.each([
    ['tykio/tyk-gateway:v5.8', 'tyk.tyk.io/v1alpha1', 'TykOasApiDefinition'],
    [
      'docker.tyk.io/tyk-gateway/tyk-gateway:v5.8',
      'tyk.tyk.io/v1alpha1',
      'TykOasApiDefinition',
    ],
    [
      'quay.io/airlock/microgateway-operator:4.7',
      'microgateway.airlock.com/v1alpha1',
      'SidecarGateway',
    ],
  ])('of %s, %s %s is read no further', (image, apiVersion, kind) => {
    const beside = (added: ReturnType<typeof objectsOf>) =>
      verdictBesides('mesh-internal.yaml', [...controller(image), ...added]);
    expect(beside([])).toMatchObject({ certainty: 'proven', caveats: [] });
    expect(beside(unreadObject(apiVersion, kind))).toMatchObject({
      certainty: 'inferred',
      caveats: [expect.stringContaining(kind)],
    });
  });

  it.each([
    ['ngrok/ngrok:3', 'An ngrok agent runs in namespace edge'],
    ['kong:3.9', 'Kong runs in namespace edge'],
    ['apache/apisix:3.14', 'APISIX runs in namespace edge'],
  ])('of %s, they are not in the cluster at all', (image, says) => {
    expect(
      verdictBesides('mesh-internal.yaml', controller(image)),
    ).toMatchObject({
      certainty: 'inferred',
      caveats: [expect.stringContaining(says)],
    });
  });

  it.each([
    ['kong:3.9', 'kong/kubernetes-ingress-controller:3.5'],
    ['apache/apisix:3.14', 'apache/apisix-ingress-controller:2.0'],
  ])('of %s, they are read where %s runs', (image, other) => {
    expect(
      verdictBesides('mesh-internal.yaml', [
        ...controller(image),
        ...controller(other, [], 'edge-2'),
      ]),
    ).toMatchObject({ certainty: 'proven', caveats: [] });
  });

  const proxy = (labels: string, env: string) =>
    objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: proxy, namespace: edge, labels: { ${labels} } }
spec:
  containers: [{ name: proxy, image: 'ghcr.io/tailscale/tailscale:v1.90', env: [${env}] }]
status: { phase: Running }
`);
  const ofOperator = (type: string) =>
    `tailscale.com/managed: 'true', tailscale.com/parent-resource-type: ${type}`;

  it.each([
    ['a Connector', ofOperator('connector'), ''],
    ['a subnet router', '', '{ name: TS_ROUTES, value: 10.96.0.0/12 }'],
    ['a proxy of its own', '', '{ name: TS_DEST_IP, value: 10.96.0.7 }'],
  ])('of Tailscale, %s leads elsewhere', (_, labels, env) => {
    expect(
      verdictBesides('mesh-internal.yaml', proxy(labels, env)),
    ).toMatchObject({
      certainty: 'inferred',
      caveats: [expect.stringContaining('Tailscale runs in namespace edge')],
    });
  });

  it.each([
    ["an Ingress's proxy", ofOperator('ingress'), ''],
    ["a Service's proxy", ofOperator('svc'), '{ name: TS_DEST_IP, value: 1 }'],
    ['a pod that is in the tailnet itself', '', ''],
  ])('of Tailscale, %s leads nowhere that is not read', (_, labels, env) => {
    expect(
      verdictBesides('mesh-internal.yaml', proxy(labels, env)),
    ).toMatchObject({ certainty: 'proven', caveats: [] });
  });
});
