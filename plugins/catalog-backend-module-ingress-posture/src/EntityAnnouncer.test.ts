import { mockServices } from '@backstage/backend-test-utils';
import { EntityAnnouncer } from './EntityAnnouncer';

describe('EntityAnnouncer', () => {
  const events = mockServices.events.mock();
  const logger = mockServices.logger.mock();
  let announcer: EntityAnnouncer;

  beforeEach(() => {
    jest.useFakeTimers();
    events.publish.mockReset().mockResolvedValue(undefined);
    announcer = new EntityAnnouncer({ events, logger });
  });
  afterEach(() => jest.useRealTimers());

  const published = () =>
    events.publish.mock.calls.map(
      ([{ eventPayload }]: any) => eventPayload.entityRefs,
    );

  it('names each entity once, when the catalog has it', async () => {
    announcer.changed('component:default/cart');
    await jest.advanceTimersByTimeAsync(2_000);
    expect(published()).toEqual([]);
    announcer.changed('component:default/web');
    announcer.changed('component:default/cart');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(published()).toEqual([
      ['component:default/cart', 'component:default/web'],
    ]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(events.publish).toHaveBeenCalledTimes(1);
  });

  it('sends thousands in parts', async () => {
    for (let index = 0; index < 1_200; index += 1) {
      announcer.changed(`component:default/cart-${index}`);
    }
    await jest.advanceTimersByTimeAsync(3_000);
    expect(published().map(refs => refs.length)).toEqual([500, 500, 200]);
  });

  it('goes on after nobody could be told', async () => {
    events.publish.mockRejectedValueOnce(new Error('nobody there'));
    announcer.changed('component:default/cart');
    await jest.advanceTimersByTimeAsync(3_000);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    announcer.changed('component:default/web');
    await jest.advanceTimersByTimeAsync(3_000);
    expect(published()).toContainEqual(['component:default/web']);
  });
});
