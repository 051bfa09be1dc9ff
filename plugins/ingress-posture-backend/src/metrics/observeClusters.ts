import type {
  MetricOptions,
  MetricsService,
} from '@backstage/backend-plugin-api/alpha';
import type { ClusterDetails } from '@ingress-posture/plugin-ingress-posture-common';

interface Gauge extends MetricOptions {
  readonly name: string;
  readonly read: (cluster: ClusterDetails) => number | null | undefined;
}

const gauges: readonly Gauge[] = [
  {
    name: 'ready',
    description: '1 while everything readable of the cluster is up to date',
    read: ({ state }) => (state === 'synced' ? 1 : 0),
  },
  {
    name: 'forbidden_kinds',
    description: 'Kinds that cannot be read',
    read: ({ unreadable }) => unreadable.length,
  },
  {
    name: 'objects',
    description: 'Objects that are kept',
    read: ({ objects }) => objects,
  },
  {
    name: 'services',
    description: 'Services that are judged',
    read: ({ services }) => services,
  },
  {
    name: 'events_per_second',
    description: 'Objects added, changed or deleted in a second',
    read: ({ activity }) => activity?.eventsPerSecond,
  },
  {
    name: 'lag',
    unit: 'ms',
    description: 'From a change until its postures were stored',
    read: ({ activity }) => activity?.lagMs,
  },
  {
    name: 'analysis_time',
    unit: 'ms',
    description: 'How long the last batch of changes took to judge',
    read: ({ activity }) => activity?.analysisMs,
  },
  {
    name: 'relists',
    description: 'Kinds read anew because changes may have been missed',
    read: ({ activity }) => activity?.relists,
  },
  {
    name: 'heap',
    unit: 'By',
    description: 'Memory of the thread that follows the cluster',
    read: ({ activity }) => activity?.heapBytes,
  },
];

/**
 * Offers how the clusters are that this replica follows as metrics. What can be read is asked of the
 * database when somebody collects.
 */
export function observeClusters(
  metrics: MetricsService,
  followed: () => Promise<readonly ClusterDetails[]>,
): void {
  for (const { name, read, ...options } of gauges) {
    const gauge = metrics.createObservableGauge(
      `ingress_posture.cluster.${name}`,
      options,
    );
    gauge.addCallback(async result => {
      for (const cluster of await followed()) {
        const value = read(cluster);
        if (typeof value === 'number') {
          result.observe(value, { cluster: cluster.name });
        }
      }
    });
  }
}
