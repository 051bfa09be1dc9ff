import { objectsOf, stateOf } from '../testing/demo';
import type { ClusterState } from './clusterState';
import { derive, Question } from './derived';
import { pods } from './kinds/pod';
import { services } from './kinds/service';
import { indexBy } from './objectIndex';
import { atOnce } from './pieces';

const pod = (name: string, image = 'a') =>
  objectsOf(`
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec: { containers: [{ name: app, image: ${image} }] }
`)[0];

const serviceNamed = (name: string) =>
  objectsOf(`
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { ports: [{ port: 80 }] }
`)[0];

describe('ClusterState', () => {
  it('lists a kind sorted, whatever the order of upserts', () => {
    const state = stateOf([pod('b'), pod('a')]);
    expect(state.list(pods).map(one => one.meta.name)).toEqual(['a', 'b']);
  });

  it('replaces an object that comes again', () => {
    const state = stateOf([pod('a', 'old'), pod('a', 'new')]);
    expect(state.size).toBe(1);
    expect(state.get(pods, 'shop', 'a')?.containers[0].image).toBe('new');
  });

  it('takes a newer version that says the same for the one it has', () => {
    const version = (resourceVersion: string, image: string) => {
      const { metadata, ...rest } = pod('a', image) as { metadata: object };
      return { ...rest, metadata: { ...metadata, resourceVersion } };
    };
    const state = stateOf([version('1', 'a')]);
    const before = [state.version, state.get(pods, 'shop', 'a')];
    expect(state.upsert(version('2', 'a'))).toBe(true);
    expect([state.version, state.get(pods, 'shop', 'a')]).toEqual(before);
    state.upsert(version('3', 'b'));
    expect(state.get(pods, 'shop', 'a')?.meta.resourceVersion).toBe('3');
    expect(state.version).not.toBe(before[0]);
  });

  it('gives a copy the lists of its original where they are the same', () => {
    const byImage = indexBy(pods, ({ containers }) => [containers[0].image]);
    const state = stateOf([pod('a'), pod('b', 'b'), pod('c', 'b')]);
    const copy = state.fork();
    copy.upsert(pod('d'));
    copy.remove(pod('c'));
    // Nobody has asked the original yet.
    const names = (one: ClusterState, image: string) =>
      one.lookup(byImage, image).map(({ meta }) => meta.name);
    expect([names(copy, 'a'), names(copy, 'b')]).toEqual([['a', 'd'], ['b']]);
    expect([names(state, 'a'), names(state, 'b')]).toEqual([['a'], ['b', 'c']]);
    const other = state.fork();
    other.upsert(pod('d'));
    expect(other.lookup(byImage, 'b')).toBe(state.lookup(byImage, 'b'));
  });

  it('notes what is read, and gives whoever notes it what is there now, in a copy what is there', () => {
    const byImage = indexBy(pods, ({ containers }) => [containers[0].image]);
    const state = stateOf([pod('a')]);
    const noted = (one: ClusterState) =>
      one.reads.note(() => [
        one.get(pods, 'shop', 'a')?.containers[0].image,
        one.get(pods, 'shop', 'b')?.containers[0].image,
        one.lookup(byImage, 'b').map(({ meta }) => meta.name),
      ]);
    const first = noted(state);
    expect(first.value).toEqual(['a', undefined, []]);
    expect(first.read.size).toBe(3);
    const copy = state.fork();
    copy.upsert(pod('a', 'b'));
    expect(noted(copy).value).toEqual(['b', undefined, ['a']]);
    expect(noted(state).value).toEqual(['a', undefined, []]);
    state.upsert(pod('b', 'b'));
    state.remove(pod('a'));
    expect(noted(state)).toEqual({
      value: [undefined, 'b', ['b']],
      read: first.read,
    });
    expect(noted(copy).value).toEqual(['b', undefined, ['a']]);
  });

  it('answers in pieces as it does at once, and only what it does not know', () => {
    let answered = 0;
    const inPieces = function* count(one: ClusterState) {
      for (const { meta } of one.list(pods)) {
        answered += meta.name.length;
        yield;
      }
      return one.list(pods).length;
    };
    const question: Question<number> = {
      key: 'number of pods',
      answer: one => atOnce(inPieces(one)),
      inPieces,
      gist: one => one,
    };
    const state = stateOf([pod('a'), pod('b')]);
    expect([...state.prepareInPieces(question)]).toHaveLength(2);
    expect(atOnce(state.prepareInPieces(question))).toBe(2);
    expect(state.reads.note(() => state.ask(question)).value).toBe(2);
    expect(answered).toBe(2);
    state.upsert(pod('c'));
    expect(atOnce(state.prepareInPieces(question))).toBe(3);
    expect(answered).toBe(5);
  });

  it('takes for a copy the answer of its original, where nothing that was read for it is another', () => {
    const images = derive([pods], one =>
      one.list(pods).map(({ containers }) => containers[0].image),
    );
    const byImage = indexBy(pods, ({ containers }) => [containers[0].image]);
    const answered: string[] = [];
    const asking = (key: string, answer: (one: ClusterState) => unknown) => ({
      key,
      answer: (one: ClusterState) => {
        answered.push(key);
        return answer(one);
      },
      gist: (one: unknown) => one,
    });
    const named = asking('named', one => one.get(pods, 'shop', 'a'));
    const listed = asking('listed', one => one.lookup(byImage, 'a').length);
    const asked = asking('asked', one => one.ask(listed));
    const derived = asking('derived', one => one.read(images).length);
    const holding = {
      ...asking('holding', one => one),
      holdsState: true as const,
    };
    const questions = [named, listed, asked, derived, holding];
    const ask = (one: ClusterState) => {
      answered.length = 0;
      const { value } = one.reads.note(() =>
        questions.map(each => one.ask(each)),
      );
      return { value: value.slice(1, 4), answered: [...answered].sort() };
    };
    const all = ['asked', 'derived', 'holding', 'listed', 'named'];
    const state = stateOf([pod('a'), pod('b', 'b'), serviceNamed('c')]);
    expect(ask(state)).toEqual({ value: [1, 1, 2], answered: all });
    const elsewhere = state.fork();
    elsewhere.upsert(serviceNamed('d'));
    expect(ask(elsewhere)).toEqual({
      value: [1, 1, 2],
      answered: ['holding'],
    });
    const copy = elsewhere.fork();
    copy.upsert(pod('c', 'a'));
    expect(ask(copy)).toEqual({
      value: [2, 2, 3],
      answered: ['asked', 'derived', 'holding', 'listed'],
    });
    // Where the original has gone on, what it says is no answer for a copy of what it was.
    const older = state.fork();
    state.upsert(pod('e', 'a'));
    ask(state);
    expect(ask(older).value).toEqual([1, 1, 2]);
  });

  it('computes a derived value anew only when a kind of its changes', () => {
    let computed = 0;
    const count = derive([pods], one => {
      computed += 1;
      return one.list(pods).length;
    });
    const state = stateOf([pod('a')]);
    expect([state.read(count), state.read(count)]).toEqual([1, 1]);
    state.forbid(services, 'forbidden');
    expect(state.read(count)).toBe(1);
    expect(computed).toBe(1);
    state.upsert(pod('b'));
    expect(state.read(count)).toBe(2);
    expect(computed).toBe(2);
  });

  it('drops an object whose new form is of no use to any rule', () => {
    const binding = (serviceRef: object | undefined) => ({
      apiVersion: 'elbv2.k8s.aws/v1beta1',
      kind: 'TargetGroupBinding',
      metadata: { name: 'a', namespace: 'shop' },
      spec: { serviceRef },
    });
    const state = stateOf([binding({ name: 'web', port: 80 })]);
    expect(state.size).toBe(1);
    expect(state.upsert(binding(undefined))).toBe(true);
    expect(state.size).toBe(0);
    expect(state.upsert(binding(undefined))).toBe(false);
  });

  it('keeps what a fork writes from the original, and the other way round', () => {
    const state = stateOf([pod('a')]);
    const fork = state.fork();
    fork.upsert(pod('b'));
    state.remove(pod('a'));
    expect(state.list(pods)).toEqual([]);
    expect(fork.list(pods).map(one => one.meta.name)).toEqual(['a', 'b']);
  });

  it('says why a kind could not be read until it can', () => {
    const state = stateOf([]);
    state.forbid(pods, 'no verb list');
    expect(state.unreadable(pods)).toBe('no verb list');
    state.allow(pods);
    expect(state.unreadable(pods)).toBeUndefined();
  });

  it('drops what no rule reads', () => {
    const [stuffed] = objectsOf(`
apiVersion: v1
kind: Pod
metadata:
  name: a
  namespace: shop
  managedFields: [{ manager: kubelet }]
  annotations: { kubectl.kubernetes.io/last-applied-configuration: '{}' }
spec:
  volumes: [{ name: secret }]
  containers: [{ name: app, env: [{ name: PASSWORD, value: hunter2 }] }]
`);
    const state = stateOf([stuffed]);
    expect(JSON.stringify(state.list(pods))).not.toMatch(
      /kubelet|last-applied|hunter2|volumes/,
    );
  });
});
