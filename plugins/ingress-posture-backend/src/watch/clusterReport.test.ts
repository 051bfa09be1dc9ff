import { posture, report } from '../__testUtils__/postures';
import { inPieces } from './clusterReport';

const services = (count: number) =>
  Array.from({ length: count }, (_, index) => posture(`service-${index}`));

describe('inPieces', () => {
  it.each([
    [0, [0]],
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [200, [100, 100]],
    [234, [100, 100, 34]],
  ])('splits %d postures into pieces of %j', (count, sizes) => {
    const whole = report(services(count), {
      removed: [{ namespace: 'shop', name: 'gone' }],
      complete: [],
    });
    const pieces = [...inPieces(whole)];
    expect(pieces.map(piece => piece.changed.length)).toEqual(sizes);
    expect(pieces.flatMap(piece => piece.changed)).toEqual(whole.changed);
  });

  it('tells the status, what is gone and that it is complete with the last piece only', () => {
    const whole = report(services(101), { complete: [] });
    const [first, last] = inPieces(whole);
    expect(first).toMatchObject({ status: null, removed: [], complete: null });
    expect(last).toMatchObject({ status: whole.status, complete: [] });
  });
});
