import { mockServices } from '@backstage/backend-test-utils';
import { ClusterRoster } from './ClusterRoster';

const demo = {
  name: 'demo',
  source: { type: 'manifests', options: { path: '/demo' } },
};

/** A roster over the Kubernetes plugin's answers, one after the other; none is a failure. */
function rosterOver(...answers: (readonly string[] | undefined)[]) {
  return new ClusterRoster({
    configured: { clusters: [demo], allOfKubernetesPlugin: true },
    askKubernetesPlugin: async () => {
      const names = answers.shift();
      if (!names) throw new Error('not there yet');
      return names;
    },
    logger: mockServices.logger.mock(),
  });
}

describe('ClusterRoster', () => {
  it('asks nobody where the configuration names every cluster', async () => {
    const roster = new ClusterRoster({
      configured: { clusters: [demo], allOfKubernetesPlugin: false },
      askKubernetesPlugin: () => Promise.reject(new Error('asked')),
      logger: mockServices.logger.mock(),
    });
    expect(await roster.read()).toEqual({ clusters: [demo], isComplete: true });
    expect(roster.changes).toBe(false);
  });

  it('adds the clusters of the Kubernetes plugin as they come and go', async () => {
    const roster = rosterOver(['eu', 'us'], ['us']);
    const names = async () =>
      (await roster.read()).clusters.map(({ name }) => name);
    expect(await names()).toEqual(['demo', 'eu', 'us']);
    expect(await names()).toEqual(['demo', 'us']);
  });

  it('takes a name that the configuration has from the configuration', async () => {
    const { clusters } = await rosterOver(['demo', 'eu']).read();
    expect(clusters.map(({ source }) => source.type)).toEqual([
      'manifests',
      'kubernetes-plugin',
    ]);
  });

  it('keeps what it knows while the plugin cannot be asked, and says that there may be more', async () => {
    const roster = rosterOver(undefined, ['eu'], undefined);
    expect(await roster.read()).toEqual({
      clusters: [demo],
      isComplete: false,
    });
    expect(await roster.read()).toMatchObject({ isComplete: true });
    expect(await roster.read()).toMatchObject({
      clusters: [{ name: 'demo' }, { name: 'eu' }],
      isComplete: false,
    });
  });
});
