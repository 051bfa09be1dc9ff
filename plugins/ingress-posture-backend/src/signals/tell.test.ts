import { tellPages, tellPlugins } from './tell';

const publish = jest.fn(async () => {});

beforeEach(() => publish.mockClear());

describe('tellPages', () => {
  it('says which cluster changed, to everybody, and nothing of what', async () => {
    await tellPages({ publish })('prod-eu');
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'ingress-posture',
      message: { cluster: 'prod-eu' },
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
