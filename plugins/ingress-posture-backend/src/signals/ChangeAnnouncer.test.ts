import { mockServices } from '@backstage/backend-test-utils';
import { ChangeAnnouncer } from './ChangeAnnouncer';

describe('ChangeAnnouncer', () => {
  const tell = jest.fn(async () => {});
  const logger = mockServices.logger.mock();
  let announcer: ChangeAnnouncer;

  beforeEach(() => {
    jest.useFakeTimers();
    tell.mockReset().mockResolvedValue(undefined);
    announcer = new ChangeAnnouncer({ tell, logger });
  });
  afterEach(() => jest.useRealTimers());

  it('gathers what changes within a second', () => {
    announcer.changed('prod-eu');
    announcer.changed('prod-eu');
    announcer.changed('prod-eu');
    expect(tell).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1_000);
    expect(tell).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(5_000);
    expect(tell).toHaveBeenCalledTimes(2);
  });

  it('does not let one cluster keep another quiet', () => {
    announcer.changed('prod-eu');
    announcer.changed('prod-us');
    expect(tell.mock.calls).toEqual([['prod-eu'], ['prod-us']]);
  });

  it('goes on after nobody could be told', async () => {
    tell.mockRejectedValueOnce(new Error('nobody there'));
    announcer.changed('prod-eu');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(logger.warn).toHaveBeenCalledWith(
      'Cannot announce a change',
      expect.any(Error),
    );
    announcer.changed('prod-eu');
    expect(tell).toHaveBeenCalledTimes(2);
  });
});
