import { readFileSync } from 'node:fs';
import path from 'node:path';
import { apiReference } from './apiReference';
import { openApiDescription } from './openapi';

const file = path.resolve(__dirname, '../../../../docs/api-reference.md');

describe('docs/api-reference.md', () => {
  it('is what `npm run api-reference` writes', () => {
    expect(readFileSync(file, 'utf8')).toBe(apiReference());
  });

  it('has a chapter for each request and each shape', () => {
    const headings = apiReference().match(/^### .+$/gm);
    const requests = Object.values(openApiDescription.paths).flatMap(methods =>
      Object.keys(methods),
    );
    const shapes = Object.keys(openApiDescription.components.schemas);
    expect(headings).toHaveLength(requests.length + shapes.length);
  });
});
