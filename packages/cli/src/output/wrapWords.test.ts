import { wrapWords } from './wrapWords';

describe('wrapWords', () => {
  it.each([
    ['keeps what fits', 'ab cd', 5, ['ab cd']],
    ['breaks between words', 'ab cd ef', 5, ['ab cd', 'ef']],
    ['never breaks a word', 'ab long-word cd', 5, ['ab', 'long-word', 'cd']],
    ['keeps one line where there is no limit', 'ab cd', Infinity, ['ab cd']],
    ['makes nothing of nothing', '', 5, []],
  ])('%s', (_, text, width, lines) => {
    expect(wrapWords(text, width)).toEqual(lines);
  });
});
