import { parse } from 'yaml';
import { analyze } from '../../posture/analyze';
import { stateOfCase } from '../../posture/findings/cases/findingCases';
import type { Remedy } from '../../posture/servicePosture';
import { objectsOf } from '../../testing/demo';

const cart = ['backend-sidecar', 'service-http'];
const dialled = ['nginx-sidecar', 'ingress-service-host'];

/** The ways out of a Service that policies refuse the edge's connection to. */
function remediesUnder(
  pieces: readonly string[],
  policy?: string,
): readonly Remedy[] {
  const state = stateOfCase({ pieces });
  if (policy !== undefined) objectsOf(policy).forEach(one => state.upsert(one));
  const found = analyze(state).find(one =>
    one.findings.some(({ code }) => code === 'IP0109'),
  );
  if (!found) throw new Error('no policy refuses anything');
  return found.remedies;
}

describe('a policy more for an identity that none lets in', () => {
  it.each([
    ['others are let in', 'allow-web'],
    ['the mesh lets in nobody who is not named', 'allow-nothing-mesh-wide'],
  ])('is proven where %s', (_, piece) => {
    const [remedy] = remediesUnder([...cart, ...dialled, piece]).filter(
      one => one.id === 'let-identity-in',
    );
    expect(remedy.standing).toBe('proven');
    expect(remedy.reaches).toBe('permissive');
    expect(remedy.resolves).toEqual(['IP0109']);
    expect(remedy.steps).toHaveLength(1);
    const [step] = remedy.steps;
    const { metadata, spec } = parse(step.patch);
    const [principal] = spec.rules[0].from[0].source.principals;
    expect(principal).toMatch(/^cluster\.local\/ns\/[^/]+\/sa\/[^/]+$/);
    expect(spec).toEqual({
      selector: { matchLabels: { app: expect.any(String) } },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: [principal] } }],
          to: [{ operation: { ports: ['8080'] } }],
        },
      ],
    });
    expect(remedy.costs.join()).toContain(`It lets ${principal} reach`);
    expect(step.undo).toBe(
      `kubectl -n ${metadata.namespace} delete authorizationpolicy.security.istio.io ${metadata.name}`,
    );
  });

  it('is no way out where DENY refuses it, which is said', () => {
    const remedies = remediesUnder(
      [...cart, ...dialled],
      `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: nobody, namespace: shop }
spec: { action: DENY, rules: [{}] }
`,
    );
    expect(remedies.map(one => one.standing)).not.toContain('proven');
    const [{ missing }] = remedies.filter(one => one.id.startsWith('denied-'));
    expect(missing).toContain(
      'AuthorizationPolicy shop/nobody turns away by DENY',
    );
  });

  it('is no way out for who has no identity, which is said where nothing gives it one', () => {
    const remedies = remediesUnder([
      ...cart,
      'nginx-outside',
      'ingress',
      'deny-strangers',
    ]);
    expect(remedies.map(one => one.id)).not.toContain('let-identity-in');
    expect(remedies.length).toBeGreaterThan(0);
  });
});
