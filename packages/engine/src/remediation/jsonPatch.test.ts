import { jsonPath, placeAt, pointer } from './jsonPatch';

describe('a place in an object', () => {
  it.each([
    [
      'spec.routes[0].services[12]',
      '/spec/routes/0/services/12',
      '.spec.routes[0].services[12]',
    ],
    ['spec.mirroring', '/spec/mirroring', '.spec.mirroring'],
  ])('%s is written as a pointer and as a path', (field, asPointer, asPath) => {
    expect(pointer(placeAt(field))).toBe(asPointer);
    expect(jsonPath(placeAt(field))).toBe(asPath);
  });

  it('keeps slashes, tildes and dots of names apart from its own', () => {
    const place = ['metadata', 'annotations', 'a.io/b~c'];
    expect(pointer(place)).toBe('/metadata/annotations/a.io~1b~0c');
    expect(jsonPath(place)).toBe('.metadata.annotations.a\\.io/b~c');
  });
});
