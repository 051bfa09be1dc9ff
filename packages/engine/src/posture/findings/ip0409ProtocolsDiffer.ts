import { listenerProtocol, protocolOf } from '../../mesh';
import { servicesOfPod } from '../../path/entrance';
import { podKey } from '../../path/sources';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';

/** Two Services lead to one port of a pod, and Istio takes it for what the older one says (IST0116). */
export const ip0409 = findingRule('IP0409', ({ state, service, pods }) => {
  const [pod] = pods;
  if (!pod) return [];
  const others = servicesOfPod(state, podKey(pod)).filter(
    one => one.meta !== service.meta,
  );
  return service.ports.flatMap(port => {
    const own = protocolOf(service, port);
    const rival = others
      .flatMap(other => other.ports.map(one => ({ other, one })))
      .find(
        ({ other, one }) =>
          one.protocol === 'TCP' &&
          one.targetPort === port.targetPort &&
          listenerProtocol(protocolOf(other, one)) !== listenerProtocol(own),
      );
    if (!rival) return [];
    const { other, one } = rival;
    return [
      {
        says: {
          service: service.meta.name,
          other: objectName(other),
          target: port.targetPort,
          protocol: own,
          others: protocolOf(other, one),
        },
        about: [other],
        evidence: [
          evidenceOf(service, `spec.ports[${port.port}].name`, port.name),
          evidenceOf(other, `spec.ports[${one.port}].name`, one.name),
        ],
      },
    ];
  });
});
