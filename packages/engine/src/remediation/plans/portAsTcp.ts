import type { ServiceFacts } from '../../posture/serviceFacts';
import { Service, ServicePort, services } from '../../state/kinds/service';
import type { PlannedStep } from '../plan';
import { patchStep } from '../steps';
import { itself } from '../touched';

/**
 * Tells Istio that a port is plain TCP. A sidecar then goes by the Service's address alone, and the
 * Host does not matter (istio pilot/pkg/networking/core/listener.go).
 */
export function portAsTcpStep(
  facts: ServiceFacts,
  port: number,
): PlannedStep | undefined {
  const { service } = facts;
  const found = service.ports.find(one => one.port === port);
  if (!found || found.appProtocol === 'tcp') return undefined;
  const { namespace, name } = service.meta;
  const ports = service.ports.map(one =>
    one === found ? { ...one, appProtocol: 'tcp' } : one,
  );
  const index = service.ports.indexOf(found);
  return {
    step: patchStep({
      title: `Tell Istio that port ${port} of ${name} is TCP`,
      object: { apiVersion: 'v1', kind: 'Service', namespace, name },
      patch: { spec: { ports: ports.map(written) } },
      undo: { spec: { ports: service.ports.map(written) } },
      show: `{.spec.ports[${index}].appProtocol}`,
      expect: 'tcp',
      marks: service.meta,
    }),
    apply: copy => {
      const now: Service = copy.get(services, namespace, name) ?? facts.service;
      copy.put(services, { ...now, ports });
    },
    touches: () => [itself(facts)],
  };
}

// A merge patch replaces a list as a whole; these are all the fields that a port has.
function written(port: ServicePort): object {
  const { name, protocol, port: number, targetPort, nodePort } = port;
  return {
    ...(name !== undefined && { name }),
    protocol,
    port: number,
    targetPort,
    ...(nodePort !== undefined && { nodePort }),
    ...(port.appProtocol !== undefined && { appProtocol: port.appProtocol }),
  };
}
