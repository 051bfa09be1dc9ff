import { Finding } from '@ingress-posture/engine';
import { evidence } from '../../__fixtures__/hops';
import { alikeFindings } from './alikeFindings';

const finding = (host: string, given: Partial<Finding> = {}): Finding => ({
  code: 'IP0101',
  severity: 'warning',
  title: 'Plaintext is accepted',
  detail: 'ingress-nginx sends plaintext to cart, which takes it.',
  evidence: [evidence(`Ingress shop/${host}`, 'spec.rules', host)],
  ...given,
});

describe('alikeFindings', () => {
  it('says once what is so of many paths, with the evidence of all', () => {
    const all = [finding('one'), finding('two', { path: 1 })];
    const [{ finding: said, count }, ...others] = alikeFindings(all);
    expect(others).toEqual([]);
    expect(count).toBe(2);
    expect(said.evidence.map(({ object }) => object)).toEqual([
      'Ingress shop/one',
      'Ingress shop/two',
    ]);
  });

  it.each([
    ['code', { code: 'IP0102' }],
    ['severity', { severity: 'error' as const }],
    ['detail', { detail: 'Kong sends plaintext to cart, which takes it.' }],
    ['silence', { silenced: { reason: 'known', by: 'Service shop/cart' } }],
  ])('keeps findings apart that differ in their %s', (_, given) => {
    expect(alikeFindings([finding('one'), finding('two', given)])).toHaveLength(
      2,
    );
  });
});
