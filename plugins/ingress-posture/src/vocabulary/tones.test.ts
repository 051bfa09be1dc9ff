import { grounds, ThemeName, Tone, tones } from './tones';

function luminance(colour: string): number {
  const channels = [1, 3, 5]
    .map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
}

/** Contrast as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort(
    (a, b) => b - a,
  );
  return (light + 0.05) / (dark + 0.05);
}

const themes: ThemeName[] = ['light', 'dark'];
const everyTone = (Object.keys(tones) as Tone[]).flatMap(tone =>
  themes.map(theme => ({ tone, theme })),
);

describe('tones', () => {
  it.each(everyTone)(
    '$tone is readable in the $theme theme',
    ({ tone, theme }) => {
      const { ink, surface, solid, onSolid } = tones[tone][theme];
      const { canvas, mesh, node } = grounds[theme];
      for (const ground of [surface, canvas, mesh, node]) {
        expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(onSolid, solid)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(themes)('text in the diagram is readable in the %s theme', theme => {
    const { canvas, node, mesh, text, faint, meshInk } = grounds[theme];
    for (const ground of [canvas, node, mesh]) {
      expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(faint, ground)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(meshInk, mesh)).toBeGreaterThanOrEqual(4.5);
  });
});
