import { listenerProtocol, Protocol, protocolOf } from '../../mesh';
import { evidenceOf } from '../../state/evidence';
import type { Service, ServicePort } from '../../state/kinds/service';
import { findingRule } from '../finding';

const tlsPorts: ReadonlySet<number | string> = new Set([
  443,
  8443,
  6443,
  'https',
  'tls',
]);
const httpPorts: ReadonlySet<number | string> = new Set([80, 8080, 'http']);

/** Istio goes by a port's name, and the number or the target says that something else speaks there. */
export const ip0407 = findingRule('IP0407', ({ service }) =>
  service.ports
    .filter(port => port.protocol === 'TCP')
    .flatMap(port => {
      const against = contradiction(service, port);
      if (against === undefined) return [];
      return [
        {
          says: {
            port: port.port,
            service: service.meta.name,
            protocol: protocolOf(service, port),
            because:
              port.appProtocol === undefined
                ? `its name is ${port.name}`
                : `its appProtocol is ${port.appProtocol}`,
            against,
          },
          evidence: [
            evidenceOf(service, `spec.ports[${port.port}].name`, port.name),
            evidenceOf(
              service,
              `spec.ports[${port.port}].appProtocol`,
              port.appProtocol,
            ),
            evidenceOf(
              service,
              `spec.ports[${port.port}].targetPort`,
              port.targetPort,
            ),
          ],
        },
      ];
    }),
);

function contradiction(
  service: Service,
  port: ServicePort,
): string | undefined {
  const protocol = protocolOf(service, port);
  const kind = listenerProtocol(protocol);
  const { appProtocol: _, ...named } = port;
  const byName = protocolOf(service, named);
  if (byName !== 'AUTO' && listenerProtocol(byName) !== kind) {
    return `its name ${port.name} says ${byName}`;
  }
  if (kind === 'http' && tlsPorts.has(port.targetPort)) {
    return `it leads to port ${port.targetPort}, where TLS is spoken by custom`;
  }
  return carriesTls(protocol) && httpPorts.has(port.targetPort)
    ? `it leads to port ${port.targetPort}, where plain HTTP is spoken by custom`
    : undefined;
}

function carriesTls(protocol: Protocol): boolean {
  return protocol === 'HTTPS' || protocol === 'TLS';
}
