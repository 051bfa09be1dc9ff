import { membership, outboundCapture, podOf } from '../../mesh';
import { podKey } from '../../path/sources';
import { dialledHop } from '../../path/dialledHop';
import { findingRule } from '../finding';
import type { ServiceFacts } from '../serviceFacts';
import type { Hop } from '../servicePosture';

/** The edge has a sidecar that does not see what it sends: excluded ranges, ports, or the proxy's own user. */
export const ip0210 = findingRule('IP0210', facts =>
  facts.paths.flatMap(({ facts: made, path }, index) => {
    const { edge } = made;
    const at = dialledHop(made);
    const hop = path.hops[at];
    const target = hop?.from === 'edge' ? targetOf(facts, hop) : undefined;
    const pod = edge.pods.find(
      one => membership(facts.state, podKey(one)).mesh === 'sidecar',
    );
    if (!target || !pod) return [];
    const { captured, reasons } = outboundCapture(
      pod,
      target.address,
      target.port,
    );
    const [why] = reasons;
    if (captured || !why) return [];
    return [
      {
        says: {
          edge: path.edge.title,
          service: facts.service.meta.name,
          why: why.text,
        },
        about: [pod],
        path: index,
        hop: at,
        evidence: why.evidence,
      },
    ];
  }),
);

function targetOf(
  { state }: ServiceFacts,
  { address, port, arrivals }: Hop,
): { address: string; port: number } | undefined {
  if (address !== null && port !== null) return { address, port };
  const arrival = arrivals.find(one => one.pod !== '');
  const ip = arrival && podOf(state, arrival.pod)?.ips[0];
  return arrival && ip !== undefined
    ? { address: ip, port: arrival.port }
    : undefined;
}
