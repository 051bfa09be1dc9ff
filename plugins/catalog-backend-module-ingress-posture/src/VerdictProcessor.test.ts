import type { Entity } from '@backstage/catalog-model';
import type { JsonValue } from '@backstage/types';
import { VerdictProcessor } from './VerdictProcessor';
import { Verdicts } from './Verdicts';

const location = { type: 'file', target: '/catalog-info.yaml' };

const component = (
  name: string,
  annotations?: Record<string, string>,
  spec = { owner: 'shop' },
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...(annotations && { annotations }) },
  spec,
});

const id = { 'backstage.io/kubernetes-id': 'cart' };
const cart = component('cart', id);

/** What the catalog keeps of an entity between two runs, as it keeps it. */
class Cache {
  #kept: Record<string, JsonValue> = {};
  sets = 0;

  async get<T extends JsonValue>(key: string) {
    return this.#kept[key] as T | undefined;
  }

  async set(key: string, value: JsonValue) {
    this.sets += 1;
    this.#kept = JSON.parse(JSON.stringify({ [key]: value }));
  }
}

describe('VerdictProcessor', () => {
  const emit = jest.fn();
  const onChangedClaim = jest.fn();
  let verdicts: Verdicts;
  let processor: VerdictProcessor;
  let cache: Cache;

  const restart = () => {
    verdicts = new Verdicts();
    processor = new VerdictProcessor({ verdicts, onChangedClaim });
  };
  beforeEach(() => {
    restart();
    cache = new Cache();
    emit.mockClear();
    onChangedClaim.mockClear();
  });

  const know = (posture?: 'plaintext' | 'enforced') =>
    verdicts.update({
      items: posture
        ? [
            {
              entityRef: 'component:default/cart',
              mode: 'standalone',
              posture,
            },
          ]
        : [],
      complete: true,
    });
  const process = (entity: Entity) =>
    processor.preProcessEntity(entity, location, emit, location, cache);
  const annotationsOf = async (entity: Entity) =>
    (await process(entity)).metadata.annotations;

  it('writes both annotations beside those that are there', async () => {
    know('plaintext');
    expect(await annotationsOf(cart)).toEqual({
      ...id,
      'ingress-posture.io/mode': 'standalone',
      'ingress-posture.io/mtls-posture': 'plaintext',
    });
  });

  it('leaves a value that the owner wrote, and writes the other', async () => {
    know('plaintext');
    const owned = { ...id, 'ingress-posture.io/mode': 'chained' };
    expect(await annotationsOf(component('cart', owned))).toEqual({
      ...id,
      'ingress-posture.io/mode': 'chained',
      'ingress-posture.io/mtls-posture': 'plaintext',
    });
  });

  it('leaves an entity alone that claims no services', async () => {
    know('plaintext');
    const handbook = component('handbook', { team: 'shop' });
    expect(await process(handbook)).toBe(handbook);
    expect(cache.sets).toBe(0);
    expect(emit).not.toHaveBeenCalled();
  });

  it('returns an entity as it is that claims services which are not there', async () => {
    know('plaintext');
    const nobody = component('nobody', id);
    expect(await process(nobody)).toBe(nobody);
  });

  it('does not change the entity that it was handed', async () => {
    know('plaintext');
    const annotations = Object.freeze({ ...id });
    await process(component('cart', annotations));
    expect(annotations).toEqual(id);
  });

  it('lets each entity be processed again by itself', async () => {
    await process(cart);
    expect(emit.mock.calls).toEqual([
      [{ type: 'refresh', key: 'ingress-posture:component:default/cart' }],
    ]);
  });

  it('keeps the last values over a restart while the backend is away', async () => {
    know('plaintext');
    const before = await annotationsOf(cart);
    restart();
    expect(await annotationsOf(cart)).toEqual(before);
    expect(await annotationsOf(cart)).toEqual(before);
  });

  it('forgets values that were taken away', async () => {
    know('plaintext');
    await process(cart);
    know();
    expect(await annotationsOf(cart)).toEqual(id);
    restart();
    expect(await annotationsOf(cart)).toEqual(id);
  });

  it('makes the catalog remember only what changed', async () => {
    know('plaintext');
    await process(cart);
    await process(cart);
    expect(cache.sets).toBe(1);
    know('enforced');
    await process(cart);
    expect(cache.sets).toBe(2);
  });

  it('tells of an entity that appears, or claims others, once, even over a restart', async () => {
    await process(cart);
    await process(cart);
    restart();
    await process(cart);
    expect(onChangedClaim).toHaveBeenCalledTimes(1);
    await process(component('cart', { ...id, team: 'shop' }));
    expect(onChangedClaim).toHaveBeenCalledTimes(1);
    await process(
      component('cart', { ...id, 'backstage.io/kubernetes-namespace': 'shop' }),
    );
    expect(onChangedClaim).toHaveBeenCalledTimes(2);
    await process(component('cart', id, { owner: 'payments' }));
    expect(onChangedClaim).toHaveBeenCalledTimes(3);
  });

  it('takes the values from an entity that stops claiming services', async () => {
    know('plaintext');
    await process(cart);
    const plain = component('cart', {});
    emit.mockClear();
    expect(await process(plain)).toBe(plain);
    expect(await process(plain)).toBe(plain);
    expect(onChangedClaim).toHaveBeenCalledTimes(2);
    expect(emit).not.toHaveBeenCalled();
    know('enforced');
    expect(verdicts.takeOutdated()).toEqual([]);
  });
});
