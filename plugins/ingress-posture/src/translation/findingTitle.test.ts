import { findingRules } from '@ingress-posture/engine';
import { english as text } from '../__testUtils__/english';
import { english } from './en';
import { findingTitle } from './findingTitle';
import { germanFindings } from './germanFindings';

const registry = Object.fromEntries(
  findingRules.map(({ code, title }) => [code, title]),
);

describe('findingTitle', () => {
  it('has the title of each finding of the engine, and of no other', () => {
    expect(english.findings).toEqual(registry);
  });

  it('has each in German, in words of its own', () => {
    expect(Object.keys(germanFindings)).toEqual(Object.keys(english.findings));
    for (const [code, title] of Object.entries(germanFindings)) {
      expect(title).not.toBe(registry[code]);
    }
  });

  it('leaves the title of a code that is not known as it comes', () => {
    const title = 'Something newer';
    expect(findingTitle({ code: 'IP9999', title }, text)).toBe(title);
    expect(findingTitle({ code: 'IP0101', title }, text)).toBe(
      'Plaintext is accepted',
    );
  });
});
