import { regionName } from './regionName';

const region = { x: 100, y: 100, width: 400, height: 200 };
const upperLeft = { x: 100, y: 100, width: 50, height: 40 };
const upperRight = { x: 450, y: 100, width: 50, height: 40 };
const lowerLeft = { x: 100, y: 260, width: 50, height: 40 };
const everything = { x: 0, y: 0, width: 1000, height: 1000 };

describe('regionName', () => {
  it('stands between two corners that lines run through', () => {
    const { x } = regionName('cluster', region, [upperLeft, upperRight]);
    expect(x).toBeGreaterThan(150);
    expect(x).toBeLessThan(350);
  });

  it.each([
    ['cluster', 'the upper left', [], 'left', 'top'],
    ['cluster', 'the upper right', [upperLeft], 'right', 'top'],
    ['mesh', 'the lower left', [upperLeft], 'left', 'bottom'],
    ['mesh', 'the lower right', [lowerLeft], 'right', 'bottom'],
    ['mesh', 'the lower left, with no room', [everything], 'left', 'bottom'],
  ] as const)('of the %s stands in %s', (place, _, taken, end, side) => {
    const { x, y } = regionName(place, region, taken);
    expect(x < 300 ? 'left' : 'right').toBe(end);
    expect(y < 200 ? 'top' : 'bottom').toBe(side);
  });
});
