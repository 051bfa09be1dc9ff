import fc from 'fast-check';
import { services } from '../state/kinds/service';
import { objectsOf, stateOf } from '../testing/demo';
import { analyze } from './analyze';
import { stateOfCase } from './findings/cases/findingCases';

const strictCart = (annotations: {
  readonly service?: string;
  readonly namespace?: string;
}) => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, annotations: { ${annotations.namespace ?? ''} } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop, annotations: { ${
  annotations.service ?? ''
} } }
spec:
  clusterIP: 10.96.0.10
  selector: { app: cart }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
`;

function findingsOf(annotations: Parameters<typeof strictCart>[0]) {
  const [posture] = analyze(stateOf(objectsOf(strictCart(annotations))));
  return posture.findings.map(({ code, silenced }) => [code, silenced]);
}

const ignore = 'ingress-posture.io/ignore';

describe('a finding', () => {
  it('is listed as it is while nobody silences it', () => {
    expect(findingsOf({})).toEqual([['IP0402', undefined]]);
  });

  it('stays in the list when an annotation of the Service silences it, with its reason', () => {
    expect(
      findingsOf({ service: `${ignore}: 'IP0402: comes up on Mondays'` }),
    ).toEqual([
      ['IP0402', { reason: 'comes up on Mondays', by: 'Service shop/cart' }],
    ]);
  });

  it('can be silenced for a whole namespace', () => {
    expect(
      findingsOf({ namespace: `${ignore}: 'ip0402, IP0101: a playground'` }),
    ).toEqual([['IP0402', { reason: 'a playground', by: 'Namespace shop' }]]);
  });

  it.each([
    ['of another code', 'IP0101: an old monitoring'],
    [
      'of a code that only begins the same',
      'IP04020: not one of ours',
      'IP0503',
    ],
    ['without a reason', 'IP0402', 'IP0503'],
    ['with an empty reason', 'IP0402: ', 'IP0503'],
  ])('is not silenced by an annotation %s', (_, value, ...besides) => {
    expect(findingsOf({ service: `${ignore}: '${value}'` })).toEqual([
      ['IP0402', undefined],
      ...besides.map(code => [code, undefined]),
    ]);
  });

  it.each(['IST0118', 'IST0102, IST0118', '*'])(
    'that istioctl has a code for is silenced by its annotation %s, too',
    codes => {
      const state = stateOfCase({
        pieces: ['backend-sidecar', 'service-sniffed'],
      });
      const [sniffed] = state.list(services);
      const annotations = { 'galley.istio.io/analyze-suppress': codes };
      state.put(services, {
        ...sniffed,
        meta: { ...sniffed.meta, annotations },
      });
      const [posture] = analyze(state);
      expect(
        posture.findings.find(one => one.code === 'IP0408')?.silenced,
      ).toMatchObject({
        reason: expect.stringContaining('galley.istio.io/analyze-suppress'),
        by: 'Service shop/cart',
      });
    },
  );

  it('that istioctl has no code for is not silenced by the annotation of istioctl', () => {
    expect(
      findingsOf({ service: `galley.istio.io/analyze-suppress: '*'` }),
    ).toEqual([['IP0402', undefined]]);
  });
});

// Texts that come close to what the annotation takes.
const lines = fc
  .array(
    fc.oneof(
      fc.constantFrom('IP0402', 'ip0503', ':', ',', ' ', '\n'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
  )
  .map(parts => parts.join(''));

describe('the annotation', () => {
  it('silences nothing without one of the codes and a reason, whatever stands in it', () => {
    fc.assert(
      fc.property(lines, written => {
        const [unsaid] = stateOf(objectsOf(strictCart({}))).list(services);
        const state = stateOf(objectsOf(strictCart({})));
        const annotations = { [ignore]: written };
        state.put(services, {
          ...unsaid,
          meta: { ...unsaid.meta, annotations },
        });
        const [posture] = analyze(state);
        for (const { code, silenced } of posture.findings) {
          if (!silenced) continue;
          expect(written.toUpperCase()).toContain(code);
          expect(silenced.reason).not.toBe('');
          expect(written).toContain(silenced.reason);
        }
      }),
    );
  });
});
