import { openApiDescription } from './openapi';

/** Every `$ref` in a value, at any depth. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) =>
    key === '$ref' ? [String(child)] : references(child),
  );
}

describe('openApiDescription', () => {
  it('refers to schemas that it has', () => {
    const known = Object.keys(openApiDescription.components.schemas);
    const missing = references(openApiDescription)
      .map(reference => reference.replace('#/components/schemas/', ''))
      .filter(name => !known.includes(name));
    expect(missing).toEqual([]);
  });

  it('names every operation once', () => {
    const ids = Object.values(openApiDescription.paths)
      .flatMap(path => Object.values<{ operationId: string }>(path))
      .map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
