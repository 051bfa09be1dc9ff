import { readFleetQuery, toggled } from './fleetQuery';

const read = (text: string) => readFleetQuery(new URLSearchParams(text));

describe('readFleetQuery', () => {
  it('shows the worst services first when the address says nothing', () => {
    expect(read('')).toMatchObject({
      posture: [],
      mode: [],
      sort: 'posture',
      order: 'asc',
      limit: 25,
      offset: 0,
    });
  });

  it('reads filters, order and page', () => {
    expect(
      read(
        'posture=plaintext,rejected&mode=mixed&vendor=istio&owner=group:default/a&cluster=c&search=s&sort=since&order=desc&limit=50&page=2',
      ),
    ).toEqual({
      posture: ['rejected', 'plaintext'],
      mode: ['mixed'],
      vendor: 'istio',
      owner: 'group:default/a',
      cluster: 'c',
      search: 's',
      sort: 'since',
      order: 'desc',
      limit: 50,
      offset: 100,
    });
  });

  it.each([
    'posture=bad',
    'mode=bad',
    'sort=bad',
    'limit=7',
    'page=-1',
    'page=x',
  ])('ignores %s', text => {
    expect(read(text)).toEqual(read(''));
  });
});

describe('toggled', () => {
  it.each([
    [[], 'a', 'a'],
    [['a'], 'b', 'a,b'],
    [['a', 'b'], 'a', 'b'],
    [['a'], 'a', null],
  ])('turns %p by %s into %p', (list, value, after) => {
    expect(toggled(list, value)).toBe(after);
  });
});
