import { tellPages, tellPlugins } from './tell';

const publish = jest.fn(async () => {});

beforeEach(() => publish.mockClear());

describe('tellPages', () => {
  it('says that something changed, to everybody, and nothing of where and what', async () => {
    await tellPages({ publish })();
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'ingress-posture',
      message: {},
    });
  });
});

describe('tellPlugins', () => {
  it('says in which cluster verdicts changed, and nothing of which', async () => {
    await tellPlugins({ publish, subscribe: async () => {} })('prod-eu');
    expect(publish).toHaveBeenCalledWith({
      topic: 'ingress-posture.verdicts',
      eventPayload: { cluster: 'prod-eu' },
    });
  });
});
