import { compareText } from '../state/compareText';
import { demoObjects, expectedServices, stateOf } from '../testing/demo';
import { analyze, analyzeServices } from './analyze';

describe('analyze', () => {
  const state = stateOf(demoObjects());
  const postures = analyze(state);

  it.each(expectedServices())(
    'finds $namespace/$service to be $mode and $posture',
    ({ namespace, service, mode, posture, certainty }) => {
      const found = postures.find(
        one =>
          one.service.namespace === namespace && one.service.name === service,
      );
      expect(found).toMatchObject({
        mode,
        posture,
        ...(certainty !== undefined && { certainty }),
      });
    },
  );

  it('gives each verdict that is less than proven a reason', () => {
    for (const one of postures.filter(p => p.certainty !== 'proven')) {
      expect([one.service.name, one.caveats]).not.toEqual([
        one.service.name,
        [],
      ]);
    }
  });

  it('explains every hop that counts, with evidence', () => {
    for (const hop of postures
      .flatMap(one => one.paths)
      .flatMap(path => path.hops)
      .filter(one => one.counts)) {
      expect(hop.reasons.length).toBeGreaterThan(0);
      expect(hop.evidence.length).toBeGreaterThan(0);
    }
  });

  it('sorts by namespace, then by name', () => {
    const places = postures.map(({ service: { namespace, name } }) => [
      namespace,
      name,
    ]);
    const sorted = [...places].sort(
      ([a, b], [c, d]) => compareText(a, c) || compareText(b, d),
    );
    expect(places).toEqual(sorted);
  });

  it('leaves out services that do not exist', () => {
    expect(analyzeServices(state, [{ namespace: 'no', name: 'such' }])).toEqual(
      [],
    );
  });

  it('leaves out edges and Istio gateways, which are hops', () => {
    const hops = ['istio-ingressgateway', 'ingress-nginx-controller'];
    expect(postures.filter(one => hops.includes(one.service.name))).toEqual([]);
  });
});
