/** What a diagram can be saved as. */
export type DiagramFormat = 'svg' | 'png';

// Sharp on a screen of double density, and in print.
const pngScale = 2;

/** A drawn diagram as an SVG file that stands alone: its size, its ground and its letters are in it. */
export function toSvgFile(drawn: SVGSVGElement, ground: string): string {
  const svg = drawn.cloneNode(true) as SVGSVGElement;
  const [, , width, height] = viewBoxOf(drawn);
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('width', width);
  svg.setAttribute('height', height);
  svg.setAttribute('font-family', 'Helvetica, Arial, sans-serif');
  svg.removeAttribute('style');
  svg.querySelectorAll('[data-export="no"]').forEach(part => part.remove());
  // What makes a page of it is of no use in a file.
  for (const name of ['class', 'role', 'tabindex', 'aria-label']) {
    svg.removeAttribute(name);
    svg
      .querySelectorAll(`[${name}]`)
      .forEach(part => part.removeAttribute(name));
  }
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  rect.setAttribute('width', width);
  rect.setAttribute('height', height);
  rect.setAttribute('fill', ground);
  svg.prepend(rect);
  return new XMLSerializer().serializeToString(svg);
}

/** Hands a drawn diagram over as a file. */
export async function saveDiagram(
  drawn: SVGSVGElement,
  ground: string,
  name: string,
  format: DiagramFormat,
): Promise<void> {
  const svg = toSvgFile(drawn, ground);
  // A data address: Backstage's content security policy lets no image come from a blob.
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  const [, , width, height] = viewBoxOf(drawn).map(Number);
  const file = format === 'svg' ? address : await paint(address, width, height);
  const link = document.createElement('a');
  link.href = file;
  link.download = `${name}.${format}`;
  link.click();
}

async function paint(
  address: string,
  width: number,
  height: number,
): Promise<string> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * pngScale;
  canvas.height = height * pngScale;
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

function viewBoxOf(drawn: SVGSVGElement): string[] {
  return (drawn.getAttribute('viewBox') ?? '0 0 0 0').split(' ');
}
