import { RuleClient, tlsTowards } from '../mesh';
import type { KubeObject } from '../state/meta';
import type { ServiceFacts } from './serviceFacts';

/** What is written for a port of a Service, and for whom. */
export interface WrittenTls {
  readonly port: number;
  readonly mode: string;
  readonly rule: KubeObject;
}

/** What DestinationRules start towards the Service's ports: for its own namespace's clients and its edges'. */
export function writtenTls(facts: ServiceFacts): readonly WrittenTls[] {
  const found = clientsOf(facts).flatMap(client =>
    facts.ports.flatMap(({ posture: { port } }) => {
      const written = tlsTowards(facts.state, client, facts.service, port);
      const rule = written?.from[0];
      if (!written || !rule) return [];
      return [{ port, mode: written.tls.mode, rule }];
    }),
  );
  const distinct = new Map(
    found.map(one => [
      `${one.rule.kind}/${one.rule.meta.namespace}/${one.rule.meta.name}`,
      one,
    ]),
  );
  return [...distinct.values()];
}

function clientsOf({ service, paths }: ServiceFacts): readonly RuleClient[] {
  const edges = paths.flatMap(({ facts: { edge } }) =>
    edge.pods.slice(0, 1).map(pod => ({
      namespace: pod.meta.namespace,
      labels: pod.meta.labels,
      pod,
    })),
  );
  return [{ namespace: service.meta.namespace, labels: {} }, ...edges];
}
