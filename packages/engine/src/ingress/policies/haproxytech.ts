import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { placesOf } from '../dial/places';
import { servicePort } from '../dial/servicePort';
import { isFlagSet } from '../edges/flagOf';
import { goTrue } from '../edges/goBool';
import { ingressesByBackend } from '../routes/ingressesByBackend';

const prefixes = ['haproxy.org/', 'haproxy.com/', 'ingress.kubernetes.io/'];
const ofBackend = [
  'server-ssl',
  'server-proto',
  'ssl-passthrough',
  'cr-backend',
];

/** What one Ingress leaves open: a class that newer versions do not read, a backend that others shape. */
export function haproxytechIngress(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const drops = whyNoName(served) ?? whyNameless(state, served);
  if (drops !== undefined) return { drops };
  const shared = sharedBackend(state, served);
  return {
    caveats: [...annotatedClass(served), ...shared],
    ...(shared.length > 0 && { unknown: true }),
  };
}

const noNames = '--disable-service-external-name';

function whyNoName({ service, instance }: ServedRule): string | undefined {
  const isOff = instance?.pods.some(pod => isFlagSet(pod, noNames));
  return service.type === 'ExternalName' && isOff
    ? `${objectName(service)} is of type ExternalName, and ${noNames} is set`
    : undefined;
}

/** TLS is passed on by the name that is asked for (pkg/route/route.go, AddHostPathRoute). */
function whyNameless(
  state: ClusterState,
  { ingress, rule, instance }: ServedRule,
): string | undefined {
  if (rule.host !== null || rule.field === 'spec.defaultBackend') {
    return undefined;
  }
  const { configMap } = placesOf(state, ingress, instance);
  const asked =
    prefixes
      .map(prefix => ingress.meta.annotations[`${prefix}ssl-passthrough`])
      .find(Boolean) ?? configMap?.data['ssl-passthrough'];
  if (asked && goTrue.has(asked)) {
    return 'it passes TLS through by name, and the rule has no host';
  }
  return rule.path === null
    ? 'the rule has neither host nor path, which HAProxy Kubernetes Ingress Controller needs'
    : undefined;
}

/** Newer versions go by spec.ingressClassName alone (pkg/ingress/ingress.go, Supported). */
function annotatedClass({ ingress }: ServedRule): readonly string[] {
  const { annotations } = ingress.meta;
  const isNamed = annotations['kubernetes.io/ingress.class'] !== undefined;
  return isNamed && ingress.className === undefined
    ? [
        `${objectName(
          ingress,
        )} names its class by annotation alone, which newer versions of HAProxy Kubernetes Ingress Controller do not read.`,
      ]
    : [];
}

/**
 * Ingresses that lead to one port of a Service share a backend, which one of them shapes: the first in
 * newer versions, the last in older ones (pkg/ingress/ingress.go, handlePath).
 */
function sharedBackend(
  state: ClusterState,
  { ingress, service, port, server }: ServedRule,
): readonly string[] {
  const { namespace, name } = service.meta;
  const own = shapeOf(ingress);
  if (own === undefined) return [];
  const other = state
    .lookup(ingressesByBackend, `${namespace}/${name}`)
    .find(one => {
      const shape = shapeOf(one);
      return (
        shape !== undefined &&
        shape !== own &&
        isOfClass(one, server.className) &&
        one.rules.some(
          ({ backend }) =>
            backend.service === name &&
            servicePort(service, backend.port) === port,
        )
      );
    });
  return other
    ? [
        `${objectName(
          other,
        )} leads to the same port with other annotations for its backend: which of the two Ingresses shapes it depends on the version of HAProxy Kubernetes Ingress Controller.`,
      ]
    : [];
}

/** What an Ingress says of its backend; undefined where it has one of its own. */
function shapeOf({ meta: { annotations } }: Ingress): string | undefined {
  const said = (name: string) =>
    prefixes.map(prefix => annotations[`${prefix}${name}`]).find(Boolean);
  if (said('standalone-backend') === 'true') return undefined;
  return JSON.stringify(ofBackend.map(said));
}

function isOfClass({ meta, className }: Ingress, served: string): boolean {
  return [className, meta.annotations['kubernetes.io/ingress.class']].includes(
    served === '' ? undefined : served,
  );
}
