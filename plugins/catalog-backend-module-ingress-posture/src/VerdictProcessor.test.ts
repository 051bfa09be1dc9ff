import type { Entity } from '@backstage/catalog-model';
import type { JsonValue } from '@backstage/types';
import { VerdictProcessor } from './VerdictProcessor';
import { Verdicts } from './Verdicts';

const location = { type: 'file', target: '/catalog-info.yaml' };

const component = (
  name: string,
  annotations?: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...(annotations && { annotations }) },
});

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
  let verdicts: Verdicts;
  let processor: VerdictProcessor;
  let cache: Cache;

  const restart = () => {
    verdicts = new Verdicts();
    processor = new VerdictProcessor(verdicts);
  };
  beforeEach(() => {
    restart();
    cache = new Cache();
    emit.mockClear();
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
    expect(await annotationsOf(component('cart', { team: 'shop' }))).toEqual({
      team: 'shop',
      'ingress-posture.io/mode': 'standalone',
      'ingress-posture.io/mtls-posture': 'plaintext',
    });
  });

  it('leaves a value that the owner wrote, and writes the other', async () => {
    know('plaintext');
    const owned = { 'ingress-posture.io/mode': 'chained' };
    expect(await annotationsOf(component('cart', owned))).toEqual({
      'ingress-posture.io/mode': 'chained',
      'ingress-posture.io/mtls-posture': 'plaintext',
    });
  });

  it('returns an entity without services as it is', async () => {
    know('plaintext');
    const handbook = component('handbook');
    expect(await process(handbook)).toBe(handbook);
    expect(cache.sets).toBe(0);
  });

  it('does not change the entity that it was handed', async () => {
    know('plaintext');
    const cart = Object.freeze(component('cart', Object.freeze({})));
    await process(cart);
    expect(cart.metadata.annotations).toEqual({});
  });

  it('lets each entity be processed again by itself', async () => {
    await process(component('cart'));
    expect(emit.mock.calls).toEqual([
      [{ type: 'refresh', key: 'ingress-posture:component:default/cart' }],
    ]);
  });

  it('leaves locations alone, which belong to nobody', async () => {
    const found: Entity = { ...component('found'), kind: 'Location' };
    expect(await process(found)).toBe(found);
    expect(emit).not.toHaveBeenCalled();
  });

  it('keeps the last values over a restart while the backend is away', async () => {
    know('plaintext');
    const before = await annotationsOf(component('cart'));
    restart();
    expect(await annotationsOf(component('cart'))).toEqual(before);
    expect(await annotationsOf(component('cart'))).toEqual(before);
  });

  it('forgets values that were taken away', async () => {
    know('plaintext');
    await process(component('cart'));
    know();
    expect(await annotationsOf(component('cart'))).toBeUndefined();
    restart();
    expect(await annotationsOf(component('cart'))).toBeUndefined();
  });

  it('makes the catalog remember only what changed', async () => {
    know('plaintext');
    await process(component('cart'));
    await process(component('cart'));
    expect(cache.sets).toBe(1);
    know('enforced');
    await process(component('cart'));
    expect(cache.sets).toBe(2);
  });
});
