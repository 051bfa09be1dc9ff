/**
 * Kinds that keep pods. A live cluster shows the pods themselves, so none of these is watched; they are
 * read only where manifests are completed.
 */
export const workloadKinds = [
  { group: 'apps', kind: 'Deployment' },
  { group: 'apps', kind: 'StatefulSet' },
  { group: 'apps', kind: 'DaemonSet' },
  { group: 'apps', kind: 'ReplicaSet' },
  { group: '', kind: 'ReplicationController' },
  { group: 'batch', kind: 'Job' },
  { group: 'batch', kind: 'CronJob' },
  { group: 'argoproj.io', kind: 'Rollout' },
] as const;

/** What manifests are completed from: workloads, and endpoints that somebody wrote, which a cluster mirrors. */
export const completionKinds = [
  ...workloadKinds,
  { group: '', kind: 'Endpoints' },
] as const;
