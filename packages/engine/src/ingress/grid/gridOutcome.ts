import type { ClusterState } from '../../state/clusterState';
import { assess } from '../../posture/assess';
import { isJudged } from '../../posture/judged';
import type { Hop, Path } from '../../posture/servicePosture';
import { services } from '../../state/kinds/service';

/** What a vendor dials in namespace `shop`, and what comes of it: the cells of a row. */
export interface GridOutcome {
  readonly addressing: string;
  readonly host: string;
  readonly outcome: string;
}

/** Who dials for vendors that have no data plane of their own. */
const dialsFor: Readonly<Record<string, string | undefined>> = {
  'knative-net-istio': 'istio',
};

/** What leads to the workload from edges of a vendor; several answers are joined by " + ". */
export function gridOutcome(state: ClusterState, vendor: string): GridOutcome {
  const assessed = state
    .inNamespace(services, 'shop')
    .filter(service => isJudged(state, service))
    .map(service => assess(state, service));
  const found = assessed
    .flatMap(({ paths }) => paths.map(({ path }) => path))
    .filter(path => path.edge.vendor === (dialsFor[vendor] ?? vendor))
    .flatMap(path => {
      const hop = path.hops.at(-1);
      return hop ? cellsOf(path, hop) : [];
    });
  if (found.length === 0) {
    const unread = assessed.some(({ posture }) => posture === 'unknown');
    return { addressing: unread ? 'unread' : 'none', host: '-', outcome: '-' };
  }
  return {
    addressing: joined(found.map(one => one.addressing)),
    host: joined(found.map(one => one.host)),
    outcome: joined(found.map(one => one.outcome)),
  };
}

function cellsOf(path: Path, hop: Hop): GridOutcome {
  const sure = hop.certainty === 'proven' ? '' : ` (${hop.certainty})`;
  return {
    addressing: hop.addressing,
    host: hostCell(path, hop),
    outcome: `${hop.wire} ${hop.outcome}${sure}`,
  };
}

function hostCell({ route }: Path, { host }: Hop): string {
  if (host === null) return '-';
  return host === (route.host ?? '*') ? 'client' : host;
}

function joined(cells: readonly string[]): string {
  return [...new Set(cells)].sort().join(' + ');
}
