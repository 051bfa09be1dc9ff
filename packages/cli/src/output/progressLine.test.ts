import { progressLine } from './terminal';

function watched(isTTY: boolean, columns: number = 20) {
  const written: string[] = [];
  let time = 0;
  const stream = {
    isTTY,
    columns,
    write: (content: string) => {
      written.push(content);
      return true;
    },
  };
  const progress = progressLine(stream as never, () => time);
  const at = (later: number, sentence: string | undefined) => {
    time = later;
    progress(sentence);
  };
  return { written, at };
}

describe('the line of progress', () => {
  it('shows nothing of work that is soon done', () => {
    const { written, at } = watched(true);
    at(100, 'reading');
    at(400, undefined);
    expect(written).toEqual([]);
  });

  it('is written over, fits the terminal, and goes when the work is done', () => {
    const { written, at } = watched(true);
    at(600, 'reading a file with a long name');
    at(650, 'too soon after that');
    at(800, 'analyzing');
    at(900, undefined);
    expect(written).toEqual([
      '\r\u001b[Kreading a file with',
      '\r\u001b[Kanalyzing',
      '\r\u001b[K',
    ]);
  });

  it('is whole in a terminal that does not say how wide it is', () => {
    const { written, at } = watched(true, 0);
    at(600, 'reading a file with a long name');
    expect(written).toEqual(['\r\u001b[Kreading a file with a long name']);
  });

  it('is not there where nobody watches', () => {
    const { written, at } = watched(false);
    at(10_000, 'reading');
    expect(written).toEqual([]);
  });
});
