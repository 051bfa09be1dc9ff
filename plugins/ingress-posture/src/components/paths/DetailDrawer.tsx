import { ServicePosture } from '@ingress-posture/engine';
import { useText } from '../../translation';
import { Pick } from '../diagram';
import { SidePanel } from '../signs';
import { HopDetail } from './HopDetail';
import { hopAt } from './hops';
import { NodeDetail } from './NodeDetail';

/** The side panel with the evidence of a box or a line of the diagram. */
export function DetailDrawer(props: {
  posture: ServicePosture;
  pick: Pick | null;
  onClose: () => void;
}) {
  const { posture, pick, onClose } = props;
  return (
    <SidePanel title={pick && titleOf(posture, pick)} onClose={onClose}>
      {pick?.kind === 'node' && (
        <NodeDetail posture={posture} node={pick.node} />
      )}
      {pick?.kind === 'link' && <LinkDetail posture={posture} pick={pick} />}
    </SidePanel>
  );
}

function LinkDetail(props: {
  posture: ServicePosture;
  pick: Extract<Pick, { kind: 'link' }>;
}) {
  const { posture, pick } = props;
  const text = useText();
  const [first, ...others] = pick.link.hops;
  return (
    <>
      <HopDetail posture={posture} {...hopAt(posture, first)} />
      {others.map(address => {
        const { path, hop } = hopAt(posture, address);
        const { kind, namespace, name, host } = path.route;
        const title = `${
          host ?? text('diagram.anyHost')
        } · ${kind} ${namespace}/${name}`;
        return (
          <details key={`${address.path} ${address.hop}`}>
            <summary>{title}</summary>
            <HopDetail posture={posture} path={path} hop={hop} />
          </details>
        );
      })}
    </>
  );
}

function titleOf(posture: ServicePosture, pick: Pick): string {
  if (pick.kind === 'node') return pick.node.title;
  const { path, hop } = hopAt(posture, pick.link.hops[0]);
  return `${path.nodes[hop.fromNode].name} → ${path.nodes[hop.toNode].name}`;
}
