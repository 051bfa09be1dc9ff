import { analyze } from '../posture/analyze';
import { demoObjects, objectsOf, stateOf } from '../testing/demo';
import { hasRepository } from './hasRepository';

const controller = (image: string) =>
  objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: edge-1, namespace: edge }
spec: { containers: [{ name: controller, image: '${image}' }] }
status: { phase: Running }
`);

function verdictBeside(file: string, image: string) {
  const objects = demoObjects(one => one === '00-mesh.yaml' || one === file);
  const [first] = analyze(stateOf([...objects, ...controller(image)]));
  return first;
}

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
});
