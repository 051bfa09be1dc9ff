import { inboundCapture, membership, mtlsMode } from '../../mesh';
import { podKey } from '../../path/sources';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Container, Pod, Probe } from '../../state/kinds/pod';
import { findingRule } from '../finding';
import { unlike } from '../podsOnTheWay';
import type { ServiceFacts } from '../serviceFacts';

/**
 * The kubelet has no certificate. The injector leads its probes through the agent, but not those of
 * containers added later or with the rewriting switched off (istio/istio#53786).
 */
export const ip0411 = findingRule('IP0411', facts => {
  for (const pod of unlike(facts.pods)) {
    if (membership(facts.state, podKey(pod)).mesh !== 'sidecar') continue;
    for (const container of [...pod.containers, ...pod.initContainers]) {
      if (container.name === 'istio-proxy') continue;
      const probe = container.probes.find(one => isRefused(facts, pod, one));
      if (!probe) continue;
      return [
        {
          says: {
            probe: probe.name,
            pod: objectName(pod),
            container: container.name,
            port: probe.port,
          },
          about: [pod],
          evidence: [evidenceOf(pod, fieldOf(container, probe), probe.port)],
        },
      ];
    }
  }
  return [];
});

function isRefused({ state }: ServiceFacts, pod: Pod, probe: Probe): boolean {
  const port = numberOf(pod, probe.port);
  return (
    port !== undefined &&
    inboundCapture(pod, port).captured &&
    mtlsMode(state, podKey(pod), port).mode === 'STRICT'
  );
}

function numberOf(pod: Pod, port: number | string): number | undefined {
  if (typeof port === 'number') return port;
  return [...pod.containers, ...pod.initContainers]
    .flatMap(one => one.ports)
    .find(one => one.name === port)?.containerPort;
}

function fieldOf({ name }: Container, probe: Probe): string {
  return `spec.containers[${name}].${probe.name}.${probe.type}.port`;
}
