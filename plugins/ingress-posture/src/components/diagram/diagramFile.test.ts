import { toSvgFile } from './diagramFile';

describe('toSvgFile', () => {
  it('stands alone: with its size and ground, without what makes a page of it', () => {
    document.body.innerHTML = `<svg viewBox="0 0 320 200" class="a" role="group" style="min-width: 9px">
      <g role="button" tabindex="0" aria-label="cart" class="b"><text>cart</text></g>
      <g data-export="no"><text>unfold</text></g>
    </svg>`;
    const file = toSvgFile(document.querySelector('svg')!, '#ffffff');
    expect(file).toContain('width="320" height="200"');
    expect(file).toContain('fill="#ffffff"');
    expect(file).toContain('cart');
    expect(file).not.toMatch(/unfold|class=|role=|tabindex|aria-|style=/);
  });
});
