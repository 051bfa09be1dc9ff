import { harmless } from './harmless';

describe('what is printed', () => {
  it.each([
    ['colours and lines stay', '\u001b[31mred\u001b[39m\n\ttext', undefined],
    ['the screen is not cleared', 'a\u001b[2Jb', 'a\ufffd[2Jb'],
    ['no title is set', 'a\u001b]0;x\u0007b', 'a\ufffd]0;x\ufffdb'],
    ['nothing is written over', 'a\rb\b', 'a\ufffdb\ufffd'],
  ])('%s', (_, text, shown = text) => {
    expect(harmless(text, true)).toBe(shown);
  });

  it('has no colours where we print none: those would be of a manifest', () => {
    expect(harmless('a\u001b[31mb', false)).toBe('a\ufffd[31mb');
  });
});
