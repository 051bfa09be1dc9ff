import {
  analyzeServices,
  type ClusterState,
  judge,
  type ServiceKey,
  type ServicePosture,
  verdict,
} from '@ingress-posture/engine';

/** How much of postures is asked for: each takes longer to work out than what stands before it. */
export type Detail = 'verdicts' | 'findings' | 'remedies';

/** The postures of some Services; those without findings or remedies have none. */
export function posturesOf(
  state: ClusterState,
  keys: readonly ServiceKey[],
  detail: Detail,
): readonly ServicePosture[] {
  if (detail === 'remedies') return analyzeServices(state, keys);
  return keys.flatMap(key => {
    if (detail === 'findings') {
      const judged = judge(state, key);
      return judged ? [{ ...judged, remedies: [] }] : [];
    }
    const bare = verdict(state, key);
    return bare ? [{ ...bare, findings: [], remedies: [] }] : [];
  });
}
