import type { KubeObject } from './meta';
import { pods } from './kinds/pod';
import { services } from './kinds/service';
import { objectsOf, stateOf } from '../testing/demo';
import { indexBy, ObjectIndex } from './objectIndex';
import { ObjectStore } from './objectStore';

const byImage = indexBy(pods, ({ containers }) => [
  containers[0].image,
]) as unknown as ObjectIndex;

function pod(name: string, image: string): KubeObject {
  const state = stateOf(
    objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec: { containers: [{ name: app, image: ${image} }] }
`),
  );
  return state.get(pods, 'shop', name)!;
}

function withPods(...all: readonly KubeObject[]): ObjectStore {
  const store = new ObjectStore();
  all.forEach((one, index) => store.replace(pods, one, one, index + 1));
  return store;
}

const namesUnder = (store: ObjectStore, image: string) =>
  store
    .buckets(byImage)
    .get(image)
    .map(({ meta }) => meta.name);

describe('ObjectStore', () => {
  it('says what stood in an object’s place, and which lists are others for it', () => {
    const store = withPods(pod('a', 'old'), pod('b', 'old'));
    namesUnder(store, 'old');
    const now = pod('a', 'new');
    const replacement = store.replace(pods, now, now, 3);
    expect(replacement).toMatchObject({
      name: 'shop/a',
      before: { containers: [{ image: 'old' }] },
      after: { containers: [{ image: 'new' }] },
      isFirst: false,
    });
    expect(replacement.lists.map(({ keys }) => [...keys])).toEqual([
      ['old', 'new'],
    ]);
    expect(namesUnder(store, 'old')).toEqual(['b']);
    expect(namesUnder(store, 'new')).toEqual(['a']);
  });

  it('knows the first object of a kind, and keeps the kind when the last one goes', () => {
    const store = new ObjectStore();
    const one = pod('a', 'x');
    expect(store.shelf(pods)).toBeUndefined();
    expect(store.replace(pods, one, one, 1).isFirst).toBe(true);
    expect(store.replace(pods, one, undefined, 2).isFirst).toBe(false);
    expect([store.size, store.kinds]).toEqual([0, 1]);
    expect(store.shelf(services)).toBeUndefined();
  });

  it('lets neither a copy nor its original see what the other is given', () => {
    const store = withPods(pod('a', 'x'));
    namesUnder(store, 'x');
    const copy = store.copy();
    const [added, other] = [pod('b', 'x'), pod('c', 'x')];
    copy.replace(pods, added, added, 2);
    store.replace(pods, other, other, 3);
    expect(namesUnder(copy, 'x')).toEqual(['a', 'b']);
    expect(namesUnder(store, 'x')).toEqual(['a', 'c']);
    expect([store.size, copy.size]).toEqual([2, 2]);
  });
});
