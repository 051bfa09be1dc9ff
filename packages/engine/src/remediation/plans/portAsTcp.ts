import type { ServiceFacts } from '../../posture/serviceFacts';
import { Service, services } from '../../state/kinds/service';
import type { PlannedStep } from '../plan';
import { patchStep } from '../steps';
import { servicesReaching } from '../touched';
import { writtenPort } from './writtenPort';

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
      patch: { spec: { ports: ports.map(writtenPort) } },
      undo: { spec: { ports: service.ports.map(writtenPort) } },
      show: `{.spec.ports[${index}].appProtocol}`,
      expect: 'tcp',
      marks: service.meta,
    }),
    apply: copy => {
      const now: Service = copy.get(services, namespace, name) ?? facts.service;
      copy.put(services, { ...now, ports });
    },
    touches: () => servicesReaching(facts.state, facts.pods),
  };
}
