import { analyze } from '../../posture/analyze';
import { ingresses } from '../../state/kinds/ingress';
import { demoObjects, stateOf } from '../../testing/demo';

const prefix = 'nginx.ingress.kubernetes.io';

/** The first step of the advice, where the Ingress has some annotations already. */
function stepWith(annotations: Readonly<Record<string, string>>) {
  const state = stateOf(
    demoObjects(file => /^(00-mesh|chained-nginx)\.yaml$/.test(file)),
  );
  const ingress = state.get(ingresses, 'chained-nginx-edge', 'public');
  if (!ingress) throw new Error('the demo has no such Ingress');
  const meta = {
    ...ingress.meta,
    annotations: { ...ingress.meta.annotations, ...annotations },
  };
  state.put(ingresses, { ...ingress, meta });
  const advice = analyze(state)
    .flatMap(({ remedies }) => remedies)
    .find(({ id }) => id.startsWith('tls-to-gateway-'));
  return advice?.steps[0];
}

describe('advice to speak TLS to the gateway', () => {
  it('takes its annotations away again', () => {
    const step = stepWith({});
    expect(step?.undo).toContain(`"${prefix}/backend-protocol":null`);
    expect(step?.diff).not.toMatch(/^-/m);
  });

  it('brings back the protocol that was set before', () => {
    const step = stepWith({ [`${prefix}/backend-protocol`]: 'HTTP' });
    expect(step?.undo).toContain(`"${prefix}/backend-protocol":"HTTP"`);
    expect(step?.diff).toContain(`-    ${prefix}/backend-protocol: HTTP\n`);
  });
});
