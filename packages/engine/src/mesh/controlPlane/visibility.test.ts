import { servicesVisibleTo, visibleTo } from './visibility';

const config = (name: string, namespace: string, ...exportTo: string[]) => ({
  name,
  namespace,
  exportTo: new Set(exportTo),
});
const all = [
  config('public', 'shop', '*'),
  config('exported', 'shop', 'web'),
  config('private', 'web', '.'),
  config('hidden', 'web', '~'),
  config("another's", 'pay', '.'),
];

// istio pilot/pkg/model/push_context.go initServiceRegistry, initVirtualServices.
describe('what a namespace sees', () => {
  it('is private routes, then those exported to it, then public ones', () => {
    const seen = visibleTo('web', all, one => one);
    expect(seen.map(one => one.name)).toEqual([
      'private',
      'exported',
      'public',
    ]);
  });

  it('is its own and exported services by age, then public ones', () => {
    expect(servicesVisibleTo('web', all).map(one => one.name)).toEqual([
      'exported',
      'private',
      'public',
    ]);
  });
});
