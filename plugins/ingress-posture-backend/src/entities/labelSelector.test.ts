import { matchesLabels, parseLabelSelector } from './labelSelector';

const labels = { app: 'cart', tier: 'web', 'example.com/team': 'shop' };

describe('label selectors', () => {
  it.each([
    ['', true],
    ['app=cart', true],
    ['app = cart', true],
    ['app==cart', true],
    ['app=web', false],
    ['app=', false],
    ['colour=red', false],
    ['app!=cart', false],
    ['app!=web', true],
    ['colour!=red', true],
    ['app in (cart)', true],
    ['app in (web, cart)', true],
    ['app in (web,api)', false],
    ['app in(cart)', true],
    ['colour in (red)', false],
    ['app notin (web,api)', true],
    ['app notin (cart)', false],
    ['colour notin (red)', true],
    ['app', true],
    ['colour', false],
    ['!colour', true],
    ['! colour', true],
    ['!app', false],
    ['example.com/team=shop', true],
    ['app=cart,tier in (web,api),!colour', true],
    ['app=cart, tier notin (web, api)', false],
    ['toString', false],
  ])('"%s" matches: %s', (selector, expected) => {
    expect(matchesLabels(parseLabelSelector(selector), labels)).toBe(expected);
  });

  it.each([
    ['app=cart=web', 'app=cart=web'],
    ['app=cart,', ''],
    ['-app=cart', '-app=cart'],
    ['app in ()(', 'app in ()('],
    ['app like cart', 'app like cart'],
    ['app in (a b)', 'app in (a b)'],
  ])('"%s" is refused', (selector, part) => {
    expect(() => parseLabelSelector(selector)).toThrow(
      `"${part}" is not a condition of a label selector`,
    );
  });
});
