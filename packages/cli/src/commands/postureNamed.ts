import {
  analyzeServices,
  type ClusterState,
  kinds,
  type ServiceKey,
  type ServicePosture,
} from '@ingress-posture/engine';
import { UsageError } from '../usage/usageError';

const services = kinds.find(one => one.key === '/Service')!;

/** So many names are read at a glance. */
const mostNamed = 5;

/** The posture of a Service that somebody asked for as `asked`; a UsageError tells why it has none. */
export function postureNamed(
  state: ClusterState,
  key: ServiceKey,
  asked: string,
): ServicePosture {
  const [found] = analyzeServices(state, [key]);
  if (found) return found;
  throw new UsageError(`${asked}: ${whyNone(state, key)}`);
}

function whyNone(state: ClusterState, { namespace, name }: ServiceKey): string {
  const service = state.get(services, namespace, name);
  if (service && 'type' in service && service.type === 'ExternalName') {
    return 'this Service is another name for something else (ExternalName), and has no posture of its own';
  }
  if (service) {
    return 'this Service is that of an edge or a gateway: look at a Service behind it, whose paths lead through it';
  }
  return `there is no such Service; ${whichThereAre(state, namespace, name)}`;
}

/** Those of its name, or else of its namespace, or else the namespaces that have any. */
function whichThereAre(
  state: ClusterState,
  namespace: string,
  name: string,
): string {
  const all = state.list(services).map(one => one.meta);
  if (all.length === 0) return 'there are no Services at all';
  const namesakes = all.filter(one => one.name === name);
  if (namesakes.length > 0) {
    return `of that name there is ${some(
      namesakes.map(one => `${one.namespace}/${one.name}`),
    )}`;
  }
  const beside = all.filter(one => one.namespace === namespace);
  return beside.length > 0
    ? `namespace ${namespace} has ${some(beside.map(one => one.name))}`
    : `there are Services in ${some([
        ...new Set(all.map(one => one.namespace)),
      ])}`;
}

function some(names: readonly string[]): string {
  const more = names.length - mostNamed;
  const named = names.slice(0, mostNamed).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
