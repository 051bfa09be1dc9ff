import { gatewayRoutesTo } from '../mesh';
import { unclaimedRoutes } from '../path/unclaimedRoutes';
import type { Path, PortPosture } from '../posture/servicePosture';
import { hiddenKinds } from '../posture/unreadable';
import { isGood } from '../posture/verdict';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';
import type { JudgedService } from './judgedService';

/**
 * Whether something may reach a service that nobody can judge, such as a route of a controller that is not known:
 * STRICT could break that, whatever else is known of the service. Where every port accepts mTLS only, STRICT
 * changes nothing.
 */
export function isUnsure(state: ClusterState, one: JudgedService): boolean {
  const { posture, ports, paths } = one;
  if (posture === 'unknown' && paths.length > 0) {
    return ports.some(port => port.accepts !== 'mtls-only');
  }
  const open = ports.filter(canTurnStrict);
  if (open.length === 0) return false;
  if (posture === 'unknown') return true;
  // What nobody can judge makes no posture a good one: it is among what is bad that it has to be looked for.
  if (isGood(posture)) return false;
  return paths.some(path => isUnknownAt(open, path)) || isHidden(state, one);
}

function canTurnStrict({ mtlsMode, accepts }: PortPosture): boolean {
  return mtlsMode !== null && accepts !== 'mtls-only';
}

function isUnknownAt(
  open: readonly PortPosture[],
  { posture, port }: Path,
): boolean {
  return posture === 'unknown' && open.some(one => one.port === port);
}

/** Whether routes to a service may be hidden, or be there for a controller that nobody knows. */
function isHidden(
  state: ClusterState,
  { service: { namespace, name } }: JudgedService,
): boolean {
  const { routes, workloads } = state.read(hiddenKinds);
  if (routes.length > 0 || workloads.length > 0) return true;
  const service = state.get(services, namespace, name);
  const bound = service && gatewayRoutesTo(state, namespace, name);
  return bound ? unclaimedRoutes(state, service, bound).length > 0 : false;
}
