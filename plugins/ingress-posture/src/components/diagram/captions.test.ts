import { ServicePosture } from '@ingress-posture/engine';
import { cart } from '../../__fixtures__/cart';
import { ledger } from '../../__fixtures__/ledger';
import { search } from '../../__fixtures__/search';
import { english } from '../../__testUtils__/english';
import { exampleVerdicts } from '../../__testUtils__/exampleVerdicts';
import { buildGraph } from './buildGraph';
import { fitLayout } from './fitLayout';
import { Box, Point } from './geometry';
import { DiagramLayout, layoutGraph, PlacedLink } from './layoutGraph';
import { stepsAlong } from './linkPath';
import { pillWidth, sizes } from './sizes';
import { textWidth } from './textSize';

const inside = ({ x, y }: Point, box: Box) =>
  x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;

const pillBox = ({ label, look }: PlacedLink): Box => {
  const width = pillWidth(look.label);
  const height = sizes.pillHeight;
  return { x: label.x - width / 2, y: label.y - height / 2, width, height };
};

/** Words that a line runs through: a pill by another's line, a caption by any; what is on its own line hides it. */
function crossedWords(layout: DiagramLayout): string[] {
  const drawn = layout.links;
  const lines = drawn.map(({ points }) => stepsAlong(points, layout.direction));
  const meets = (box: Box, index: number) =>
    lines[index].some(point => inside(point, box));
  const all = [...drawn.keys()];
  const names = layout.regions.filter(({ place, name }) => {
    const words = place === 'mesh' ? 'mesh' : 'cluster demo';
    const width = textWidth(words, sizes.text);
    const box = { x: name.x, y: name.y - 9, width, height: 12 };
    return all.some(index => meets(box, index));
  });
  const labels = drawn.flatMap((link, own) => {
    const others = all.filter(index => index !== own);
    const captionsMeet = layout.direction === 'right' ? all : others;
    return [
      ...link.placedCaptions
        .filter(({ box }) => captionsMeet.some(index => meets(box, index)))
        .map(({ text }) => text),
      ...(others.some(index => meets(pillBox(link), index))
        ? [link.look.label]
        : []),
    ];
  });
  return [...names.map(({ place }) => `name of the ${place}`), ...labels];
}

const fixtures: [string, () => readonly ServicePosture[]][] = [
  ['the demo', () => exampleVerdicts('demo')],
  ['the fleet', () => exampleVerdicts('fleet')],
  ['the fixtures', () => [cart, ledger, search]],
];

describe('placeCaptions', () => {
  it.each(fixtures)('leads no line through words in %s', (_, postures) => {
    const drawn = postures().filter(({ paths }) => paths.length > 0);
    const crossed = drawn.flatMap(posture => {
      const graph = buildGraph(posture, english);
      const { namespace, name } = posture.service;
      return [
        layoutGraph(graph, 'right'),
        layoutGraph(graph, 'down'),
        fitLayout(graph, 1300),
      ].flatMap(layout =>
        crossedWords(layout).map(
          words => `${namespace}/${name} ${layout.direction}: ${words}`,
        ),
      );
    });
    expect(drawn.length).toBeGreaterThan(2);
    expect(crossed).toEqual([]);
  });

  it('stands above the pill unless a line rises there', () => {
    const sides = layoutGraph(buildGraph(cart, english), 'right').links.map(
      ({ placedCaptions: [{ text, at }], label }) => [text, at.y < label.y],
    );
    expect(new Set(sides.map(([, above]) => above))).toEqual(
      new Set([true, false]),
    );
  });
});
