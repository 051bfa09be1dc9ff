import type {
  LifecycleService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { ClusterRoster } from '../clusters/ClusterRoster';
import type { PostureStore } from '../postures/PostureStore';
import type { Watches } from './Watches';

/** Watches the clusters of the roster from start to shutdown, and looks at the roster again where it changes. */
export async function followClusters(options: {
  readonly roster: ClusterRoster;
  readonly watches: Watches;
  readonly store: PostureStore;
  readonly lifecycle: LifecycleService;
  readonly scheduler: SchedulerService;
}): Promise<void> {
  const { roster, watches, store, lifecycle, scheduler } = options;
  const follow = async () => {
    const { clusters, isComplete } = await roster.read();
    if (isComplete) {
      await store.clusters.keepOnly(clusters.map(({ name }) => name));
    }
    await watches.keep(clusters);
  };
  lifecycle.addStartupHook(follow);
  lifecycle.addShutdownHook(() => watches.stop());
  if (!roster.changes) return;
  await scheduler.scheduleTask({
    id: 'read-clusters-of-kubernetes-plugin',
    scope: 'local',
    frequency: { seconds: 30 },
    initialDelay: { seconds: 5 },
    timeout: { seconds: 30 },
    fn: follow,
  });
}
