import type { Judged, JudgedService } from '@ingress-posture/engine';

/**
 * What previews read of a posture. Reasons and evidence are most of it, and are kept in the database; in
 * the thread they would be the largest part of its memory.
 */
export function withoutProof({
  service,
  posture,
  ports,
  paths,
}: Judged): JudgedService {
  return {
    service,
    posture,
    ports: ports.map(port => ({ ...port, evidence: [] })),
    paths: paths.map(path => ({
      ...path,
      hops: path.hops.map(hop => ({
        ...hop,
        reasons: [],
        caveats: [],
        evidence: [],
      })),
    })),
  };
}
