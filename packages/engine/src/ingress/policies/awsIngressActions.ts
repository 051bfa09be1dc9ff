import type { Ingress } from '../../state/kinds/ingress';
import { at, items, text, whole } from '../../state/read';

export const actionPrefix = 'alb.ingress.kubernetes.io/actions.';

/** A Service that a forward action of an Ingress names. */
export interface Forward {
  /** Name of the action: rules name it in the place of a Service. */
  readonly action: string;
  readonly service: string;
  readonly port: number | string;
  readonly weight: unknown;
}

/**
 * The forward actions of an Ingress (kubernetes-sigs/aws-load-balancer-controller
 * docs/guide/ingress/annotations.md#actions).
 */
export function forwardsOf({ meta }: Ingress): readonly Forward[] {
  return Object.entries(meta.annotations)
    .filter(([key]) => key.startsWith(actionPrefix))
    .flatMap(([key, value]) => {
      const action = key.slice(actionPrefix.length);
      const parsed = json(value);
      if (text(parsed, 'type') !== 'forward') return [];
      const groups = items(parsed, 'forwardConfig', 'targetGroups');
      return [parsed, ...groups].flatMap(group => forwardTo(action, group));
    });
}

function forwardTo(action: string, group: unknown): readonly Forward[] {
  const service = text(group, 'serviceName');
  if (service === undefined) return [];
  const port = whole(group, 'servicePort') ?? text(group, 'servicePort');
  if (port === undefined) return [];
  return [{ action, service, port, weight: at(group, 'weight') }];
}

function json(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
