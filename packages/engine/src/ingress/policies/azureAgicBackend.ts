import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import { slicesByService } from '../../state/kinds/endpointSlice';
import type { Ingress } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

const prefix = 'appgw.ingress.kubernetes.io';
const source =
  'Azure/application-gateway-kubernetes-ingress pkg/appgw/backendhttpsettings.go (generateHTTPSettings)';

const tlsPort = 443;
const protocols: ReadonlySet<string> = new Set(['http', 'https']);

/**
 * It starts TLS towards pods that it dials at port 443, where no annotation says how to speak. The
 * default backend of an Ingress without rules is dialled by the gateway's default settings: by HTTP at
 * port 80, whatever its Service says (pkg/appgw/requestroutingrules.go, noRulesIngress).
 */
export function azureAgicBackend(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress, service } = served;
  const ports = podPorts(state, served);
  if (hasNoRules(ingress)) {
    return ports.every(port => port === 80)
      ? { said: { backend: plain(ingress) } }
      : {
          unknown: true,
          caveats: [
            `${objectName(
              ingress,
            )} has a default backend and no rules: its controller leads to pods of ${objectName(
              service,
            )} at port 80, whatever the Service says, and what answers there is not known.`,
          ],
        };
  }
  return ports.includes(tlsPort) && !saysProtocol(ingress)
    ? startsTls(served)
    : {};
}

function hasNoRules({ rules, saysMore }: Ingress): boolean {
  return !saysMore && rules.every(one => one.field === 'spec.defaultBackend');
}

function saysProtocol({ meta }: Ingress): boolean {
  const written = meta.annotations[`${prefix}/backend-protocol`] as
    | string
    | undefined;
  return protocols.has(written?.toLowerCase() ?? '');
}

/** The port of the pods; one by name is what the endpoints say of it. */
function podPorts(
  state: ClusterState,
  { service, port }: ServedRule,
): readonly number[] {
  if (typeof port.targetPort === 'number') return [port.targetPort];
  const { namespace, name } = service.meta;
  return state
    .lookup(slicesByService, `${namespace}/${name}`)
    .flatMap(slice => slice.ports)
    .filter(one => one.name === (port.name ?? ''))
    .map(one => one.port);
}

function plain(
  ingress: Ingress,
): NonNullable<NonNullable<PolicyEffect['said']>['backend']> {
  return {
    effect: { protocol: 'http', tls: 'none' },
    by: 'spec.defaultBackend',
    evidence: [evidenceOf(ingress, 'spec.rules', undefined)],
    source,
  };
}

/** With a root certificate that is not a known one, and no name, the backend's address is the Host. */
function startsTls({ ingress, service, port }: ServedRule): PolicyEffect {
  const { annotations } = ingress.meta;
  const index = service.ports.indexOf(port);
  const evidence = [
    evidenceOf(
      service,
      `spec.ports[${index}].targetPort`,
      String(port.targetPort),
    ),
  ];
  const picksAddress =
    (annotations[`${prefix}/appgw-trusted-root-certificate`] ?? '') !== '' &&
    (annotations[`${prefix}/backend-hostname`] ?? '') === '';
  const by = 'target port 443';
  return {
    said: {
      backend: {
        effect: { protocol: 'http', tls: 'edge' },
        by,
        evidence,
        source,
      },
      ...(picksAddress && {
        host: { effect: { of: 'address' }, by, evidence, source },
      }),
    },
  };
}
