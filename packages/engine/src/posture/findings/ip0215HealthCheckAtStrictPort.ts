import { resolveSetting } from '../../ingress/dial/setting';
import { dialledHop } from '../../path/dialledHop';
import type { PathFacts } from '../../path/pathFacts';
import type { Service } from '../../state/kinds/service';
import { findingRule } from '../finding';
import type { ServiceFacts } from '../serviceFacts';

/**
 * A cloud's health checks go to the pods as its traffic does: plaintext, without a certificate. One
 * that only connects is answered by the sidecar, whatever the port accepts.
 */
export const ip0215 = findingRule('IP0215', facts =>
  facts.paths.flatMap(({ facts: made, path }, index) => {
    const { edge } = made;
    const at = dialledHop(made);
    const hop = path.hops[at];
    if (edge.vendor.placement !== 'cloud' || hop?.to !== 'workload') return [];
    const port = facts.ports.find(one => one.posture.port === path.port);
    if (port?.posture.accepts !== 'mtls-only') return [];
    const { targetPort } = port.posture;
    if (asksElsewhere(facts, made, path.port, targetPort)) return [];
    if (!asks(made, facts.service, path.port)) return [];
    return [
      {
        says: {
          edge: path.edge.title,
          port: targetPort ?? path.port,
          service: facts.service.meta.name,
        },
        path: index,
        hop: at,
        evidence: port.posture.evidence,
      },
    ];
  }),
);

/** Whether an object of the vendor's has another port asked, whose answer says nothing of this one. */
function asksElsewhere(
  { state, service }: ServiceFacts,
  { edge }: PathFacts,
  number: number,
  targetPort: number | null,
): boolean {
  const port = service.ports.find(one => one.port === number);
  const asked = port && edge.vendor.checkedPort?.(state, service, port);
  return (
    asked !== undefined && asked !== targetPort && asked !== port?.nodePort
  );
}

/** Whether a load balancer asks the targets themselves; nobody checks what is behind a node port. */
function asks(
  { edge, route }: PathFacts,
  service: Service,
  number: number,
): boolean {
  const { vendor, ref } = edge;
  if (ref.kind === 'NodePort' || ref.kind === 'ExternalIP') return false;
  if (!vendor.healthCheck) return true;
  const port = service.ports.find(one => one.port === number);
  const places = {
    route: route?.object ?? service,
    service,
    ...(port && { port }),
    pods: [],
  };
  return resolveSetting(vendor.healthCheck, places).effect === 'request';
}
