import { analyze } from '../posture/analyze';
import { demoObjects, objectsOf, stateOf } from '../testing/demo';
import { hasRepository } from './edges/hasRepository';

const controller = (image: string, args: readonly string[] = []) =>
  objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: edge-1, namespace: edge }
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
});
