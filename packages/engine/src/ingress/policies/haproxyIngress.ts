import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence, objectName } from '../../state/evidence';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { placesOf } from '../dial/places';
import { Resolved, resolveSetting } from '../dial/setting';
import type { Setting } from '../vendorDescription';
import {
  HaproxyBackend,
  haproxyBackend,
  whyLeftOut,
} from './haproxyIngressBackend';

/**
 * What HAProxy Ingress makes of Ingresses that share a host and path, or a backend
 * (jcmoraisjr/haproxy-ingress pkg/converters/ingress/ingress.go).
 */
export function haproxyIngressPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress, rule, server } = served;
  const drops = whyLeftOut(state, { ingress, rule, server });
  if (drops) return { drops };
  const backend = haproxyBackend(state, served);
  const said = ofBackend(state, served, backend);
  const broken = brokenBackend(served, backend, said);
  return {
    said,
    caveats: [...broken, ...classDoubts(state, served)],
    ...(broken.length > 0 && { unknown: true }),
  };
}

function ofBackend(
  state: ClusterState,
  { ingress, service, port, instance, server }: ServedRule,
  { first, merged, sayer }: HaproxyBackend,
) {
  const { host, backend, addressing, serverName } = server.vendor;
  const places = { ...placesOf(state, ingress, instance), service, port };
  const asked = <Effect>(setting: Setting<Effect>): Resolved<Effect> => {
    const found = resolveSetting(setting, { ...places, route: merged });
    const by = found.by === undefined ? undefined : sayer(found.by);
    return by && found.by !== undefined
      ? { ...found, evidence: [annotationEvidence(by, found.by)] }
      : found;
  };
  const sni = serverName && asked(serverName).effect;
  return {
    addressing: resolveSetting(addressing, { ...places, route: first }),
    host: asked(host),
    backend: asked(backend),
    ...(typeof sni === 'string' && sni !== '' && { sni }),
  };
}

/** What HAProxy does not load, or sends to another port. */
function brokenBackend(
  { service, port }: ServedRule,
  { isTorn, firstPort }: HaproxyBackend,
  {
    addressing,
  }: Pick<Required<NonNullable<PolicyEffect['said']>>, 'addressing'>,
): readonly string[] {
  const name = objectName(service);
  const byAddress =
    addressing.effect === 'service-vip' && service.type !== 'ExternalName';
  return [
    ...(isTorn
      ? [
          `Some Ingresses have the backend of ${name} carry connections, others requests: HAProxy refuses a backend that does both.`,
        ]
      : []),
    ...(byAddress && firstPort.port !== port.port
      ? [
          `Ports ${firstPort.port} and ${port.port} of ${name} have one target and so one backend: HAProxy Ingress dials ${firstPort.port} for both.`,
        ]
      : []),
  ];
}

/** A class can name a ConfigMap of its own, whose keys stand between annotations and the global one. */
function classDoubts(
  state: ClusterState,
  { server }: ServedRule,
): readonly string[] {
  const ingressClass = state.get(ingressClasses, '', server.className);
  const parameters = ingressClass?.parameters;
  if (!ingressClass || parameters?.kind !== 'ConfigMap') return [];
  return [
    `${objectName(ingressClass)} takes settings from ConfigMap ${
      parameters.name
    }, which is not read.`,
  ];
}
