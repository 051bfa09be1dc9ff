import { mockServices } from '@backstage/backend-test-utils';
import { ChangeAnnouncer } from './ChangeAnnouncer';

describe('ChangeAnnouncer', () => {
  const publish = jest.fn(async () => {});
  let announcer: ChangeAnnouncer;

  beforeEach(() => {
    jest.useFakeTimers();
    publish.mockReset().mockResolvedValue(undefined);
    const logger = mockServices.logger.mock();
    announcer = new ChangeAnnouncer({ signals: { publish }, logger });
  });
  afterEach(() => jest.useRealTimers());

  it('says which cluster changed, to everybody, and nothing of what', () => {
    announcer.changed('prod-eu');
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'ingress-posture',
      message: { cluster: 'prod-eu' },
    });
  });

  it('gathers what changes within a second', () => {
    announcer.changed('prod-eu');
    announcer.changed('prod-eu');
    announcer.changed('prod-eu');
    expect(publish).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1_000);
    expect(publish).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(5_000);
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('does not let one cluster keep another quiet', () => {
    announcer.changed('prod-eu');
    announcer.changed('prod-us');
    expect(publish).toHaveBeenCalledTimes(2);
  });
});
