import type { Sees } from '../watch/withinSight';
import { mustBeWithin } from './mustBeWithin';

const sees = [{ namespace: 'shop', name: 'cart' }];
const object = (apiVersion: string, kind: string, metadata: object) => ({
  apiVersion,
  kind,
  metadata,
});
const inShop = { namespace: 'shop', name: 'a' };

describe('what somebody may try who does not see everything', () => {
  it.each([
    ['an object of his namespace', object('v1', 'Service', inShop), true],
    ['his namespace', object('v1', 'Namespace', { name: 'shop' }), true],
    [
      'a namespace that says it is in his',
      object('v1', 'Namespace', inShop),
      false,
    ],
    [
      'an object of another namespace',
      object('v1', 'Pod', { namespace: 'front', name: 'a' }),
      false,
    ],
    [
      'an object of the cluster that says it is in his namespace',
      object('networking.k8s.io/v1', 'IngressClass', inShop),
      false,
    ],
    [
      'an object without a namespace',
      object('v1', 'Pod', { name: 'a' }),
      false,
    ],
    ['what is no object', null, false],
  ])('%s', (_, one, allowed) => {
    for (const change of [{ put: [one] }, { remove: [one] }]) {
      const attempt = (asker: Sees) => {
        try {
          mustBeWithin(change, asker);
          return 'allowed';
        } catch (error) {
          return String(error);
        }
      };
      expect(attempt(sees)).toMatch(
        allowed ? /^allowed$/ : /You may only try objects in namespaces/,
      );
      expect(attempt('all')).toBe('allowed');
    }
  });
});
