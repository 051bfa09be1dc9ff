import { vendors } from '@ingress-posture/engine';
import { vendorTitles } from './vendorTitles';

describe('the names of vendors', () => {
  it.each(vendors.map(({ id, title }) => [id, title]))(
    'call %s what the engine calls it',
    (id, title) => expect(vendorTitles[id]).toMatch(title.split(' (')[0]),
  );

  it('name every vendor of the engine and no other, each differently', () => {
    const known = new Set(vendors.map(({ id }) => id));
    expect(new Set(Object.keys(vendorTitles))).toEqual(known);
    expect(new Set(Object.values(vendorTitles)).size).toBe(known.size);
  });
});
