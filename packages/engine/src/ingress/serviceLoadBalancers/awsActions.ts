// What annotations of a Service make of the listeners of its Network Load Balancer: shares for other
// Services (kubernetes-sigs/aws-load-balancer-controller pkg/service/config_types.go).
import { objectName } from '../../state/evidence';
import type { Service, ServicePort } from '../../state/kinds/service';
import { at, items, text, whole } from '../../state/read';

const prefix = 'service.beta.kubernetes.io/actions.';

/** A Service beside that gets a share of a port's connections. */
export interface Share {
  readonly service: string;
  readonly port: number | string;
  readonly weight: number;
  /** TLS that the listener takes off is not started again. */
  readonly decrypts: boolean;
}

/** How the connections of one port are shared. */
export interface Shares {
  /** The annotation that says so. */
  readonly key: string;
  /** The share of the Service itself; undefined where nothing is said that its controller could follow. */
  readonly own?: number;
  readonly others: readonly Share[];
}

/** Those of a port, under the protocol that its listener has (pkg/service/model_build_listener.go). */
export function sharesOf(
  { meta }: Service,
  { port }: ServicePort,
  listener: 'TCP' | 'TLS' | 'TCP_UDP',
): Shares | undefined {
  const key = `${prefix}${listener}-${port}`;
  const value = meta.annotations[key] as string | undefined;
  return value === undefined ? undefined : { key, ...parsed(value) };
}

/** The Services that any port's connections are shared with. */
export function sharedWith({ meta }: Service): readonly string[] {
  return Object.entries(meta.annotations)
    .filter(([key]) => key.startsWith(prefix))
    .flatMap(([, value]) => parsed(value).others.map(one => one.service));
}

function parsed(value: string): Omit<Shares, 'key'> {
  const action = json(value);
  const own = whole(action, 'forwardConfig', 'baseServiceWeight');
  const groups = items(action, 'forwardConfig', 'targetGroups');
  const others = groups.flatMap(group => shareOf(group, groups.length));
  if (text(action, 'type') !== 'forward' || own === undefined) {
    return { others: [] };
  }
  // Groups of the user's own, by their ARN, lead nowhere that is known.
  const foreign = groups.filter(one => text(one, 'targetGroupARN')).length;
  return others.length + foreign === groups.length
    ? { own, others }
    : { others: [] };
}

/** More than one group need a weight each; a lone one without takes all that is left to it. */
function shareOf(group: unknown, groups: number): readonly Share[] {
  const service = text(group, 'serviceName');
  const port = whole(group, 'servicePort') ?? text(group, 'servicePort');
  const weight = whole(group, 'weight') ?? (groups === 1 ? 1 : undefined);
  if (service === undefined || port === undefined || weight === undefined) {
    return [];
  }
  return [{ service, port, weight, decrypts: at(group, 'decrypt') === true }];
}

function json(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** What its controller cannot follow, a sentence each; then it leaves its load balancer as it was. */
export function unreadShares(
  service: Service,
  protocolOf: (port: ServicePort) => Parameters<typeof sharesOf>[2],
): readonly string[] {
  return service.ports
    .map(port => sharesOf(service, port, protocolOf(port)))
    .filter(found => found !== undefined && found.own === undefined)
    .map(
      found =>
        `Annotation ${found?.key} of ${objectName(
          service,
        )} is no forward action with a weight for the Service itself and for each target group: AWS Load Balancer Controller fails at it.`,
    );
}
