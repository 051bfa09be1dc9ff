import { document, fenced, list, text } from './markdown';

it.each([
  ['a cell', 'a|b', 'a\\|b'],
  ['a tag', '<img src=x>', '&lt;img src=x&gt;'],
  ['a link', '[here](https://example.com)', '\\[here](https://example.com)'],
  ['lines', 'one\n  two', 'one two'],
])('makes no %s of a name', (_, name, written) => {
  expect(text(name)).toBe(written);
});

it('closes a block with a fence that is not in it', () => {
  expect(fenced('sh', 'cat <<E\n```\nE\n')).toBe(
    '````sh\ncat <<E\n```\nE\n````',
  );
});

it('leaves empty blocks out', () => {
  expect(document(['## Title', '', list(['one', 'two'])])).toBe(
    '## Title\n\n- one\n- two\n',
  );
});
