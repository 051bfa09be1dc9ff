import {
  isFiltered,
  readFleetQuery,
  readGrouping,
  toggled,
} from './fleetQuery';

const read = (search: string) => readFleetQuery(new URLSearchParams(search));
const anything = {
  posture: [],
  mode: [],
  sort: 'posture',
  order: 'asc',
} as const;

describe('readFleetQuery', () => {
  it.each([
    ['', anything],
    [
      'posture=plaintext,rejected&mode=chained',
      { ...anything, posture: ['rejected', 'plaintext'], mode: ['chained'] },
    ],
    [
      'vendor=kong&owner=none&system=system:default/shop&namespace=shop&cluster=eu&environment=lab',
      {
        ...anything,
        vendor: 'kong',
        owner: 'none',
        system: 'system:default/shop',
        namespace: 'shop',
        cluster: 'eu',
        environment: 'lab',
      },
    ],
    ['claimed=false', { ...anything, claimed: false }],
    ['claimed=contested', { ...anything, contested: true }],
    ['claimed=perhaps', anything],
    ['retired=true', { ...anything, retired: true }],
    [
      'sort=since&order=desc&search=cart',
      { ...anything, sort: 'since', order: 'desc', search: 'cart' },
    ],
    ['posture=green&sort=colour&order=up', anything],
  ])('reads "%s"', (search, query) => {
    expect(JSON.parse(JSON.stringify(read(search)))).toEqual(query);
  });
});

describe('isFiltered', () => {
  it.each([
    ['', false],
    ['sort=since&order=desc&group=owner', false],
    ['posture=rejected', true],
    ['claimed=false', true],
    ['retired=false', true],
    ['search=cart', true],
  ])('says of "%s" %s', (search, filtered) => {
    expect(isFiltered(read(search))).toBe(filtered);
  });
});

describe('readGrouping', () => {
  it.each([
    ['', null],
    ['group=vendor', 'vendor'],
    ['group=colour', null],
  ])('reads "%s" as %s', (search, grouping) => {
    expect(readGrouping(new URLSearchParams(search))).toBe(grouping);
  });
});

describe('toggled', () => {
  it.each([
    [[], 'a', 'a'],
    [['a'], 'b', 'a,b'],
    [['a', 'b'], 'a', 'b'],
    [['a'], 'a', null],
  ])('turns %j with %s into %j', (list, value, after) => {
    expect(toggled(list, value)).toBe(after);
  });
});
