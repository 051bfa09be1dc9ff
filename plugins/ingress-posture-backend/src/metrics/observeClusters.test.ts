import type { MetricsServiceObservableCallback } from '@backstage/backend-plugin-api/alpha';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { ClusterDetails } from '@ingress-posture/plugin-ingress-posture-common';
import { observeClusters } from './observeClusters';

const status: ClusterDetails = {
  name: 'demo',
  source: 'manifests',
  state: 'synced',
  since: '2026-11-21T12:00:00.000Z',
  lastEventAt: null,
  lastAnalyzedAt: null,
  message: null,
  objects: 7,
  services: 2,
  unreadable: [],
};

/** What somebody collects, by the name of the metric. */
async function collect(clusters: readonly ClusterDetails[]) {
  const metrics = metricsServiceMock.mock();
  const callbacks = new Map<string, MetricsServiceObservableCallback>();
  metrics.createObservableGauge.mockImplementation(name => ({
    addCallback: callback => callbacks.set(name, callback),
    removeCallback: () => {},
  }));
  observeClusters(metrics, async () => clusters);
  const found: Record<string, number> = {};
  for (const [name, callback] of callbacks) {
    await callback({
      observe: (value, attributes) => {
        found[`${name} of ${attributes?.cluster}`] = value;
      },
    });
  }
  return found;
}

describe('observeClusters', () => {
  it('offers what is known of each cluster, and nothing of what is not', async () => {
    expect(await collect([status])).toEqual({
      'ingress_posture.cluster.ready of demo': 1,
      'ingress_posture.cluster.forbidden_kinds of demo': 0,
      'ingress_posture.cluster.objects of demo': 7,
      'ingress_posture.cluster.services of demo': 2,
    });
  });

  it('offers how following goes while it does', async () => {
    const activity = {
      eventsPerSecond: 3.5,
      lagMs: 80,
      analysisMs: 4,
      relists: 1,
      heapBytes: 1000,
    };
    expect(
      await collect([{ ...status, state: 'stale', activity }]),
    ).toMatchObject({
      'ingress_posture.cluster.ready of demo': 0,
      'ingress_posture.cluster.lag of demo': 80,
      'ingress_posture.cluster.relists of demo': 1,
    });
  });
});
