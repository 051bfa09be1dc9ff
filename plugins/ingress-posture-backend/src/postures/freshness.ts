/** Whether any replica follows the cluster right now, whatever was last written of it. */
export type IsFollowed = (cluster: string) => boolean;

/** How fresh a posture is; columns of `postures` and of its cluster. */
export interface FreshnessColumns {
  readonly since: string;
  readonly observed_at: string;
  readonly cluster_name: string;
  readonly cluster_state: string;
  readonly confirmed_at: string | null;
}

/** What {@link readFreshness} reads, to be selected from `postures` joined with `clusters`. */
export const freshnessColumns = [
  'postures.since',
  'postures.observed_at',
  'clusters.name as cluster_name',
  'clusters.state as cluster_state',
  'clusters.last_synced_at as confirmed_at',
] as const;

/** A posture that stays the same is not written again: its cluster confirms it for as long as it is in step. */
export function readFreshness(
  row: FreshnessColumns,
  isFollowed: IsFollowed = () => true,
) {
  const { since, observed_at: written, confirmed_at: confirmed } = row;
  return {
    since,
    observedAt: confirmed && confirmed > written ? confirmed : written,
    stale: row.cluster_state !== 'synced' || !isFollowed(row.cluster_name),
  };
}
