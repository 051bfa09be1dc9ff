import { PathNode, ServicePosture } from '@ingress-posture/engine';
import { Text, useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { DiagramNode } from '../diagram';
import { FactList } from '../signs';

/** Which object a box stands for, what runs there, and which routes lead through it. */
export function NodeFacts(props: {
  posture: ServicePosture;
  node: DiagramNode;
}) {
  const { posture, node } = props;
  const { role, vendor, membership, fact } = node.node;
  const text = useText();
  const { memberships } = useVocabulary();
  return (
    <FactList
      facts={[
        [text('detail.object'), objectName(node.node)],
        [text('detail.vendor'), vendor],
        [text('detail.inMesh'), membership && memberships[membership]],
        [text('detail.pods'), podsOf(node.node, text)],
        [text('detail.fact'), fact],
        [text('detail.hosts'), role === 'client' && node.lines.join(', ')],
        [text('detail.routes'), routesThrough(posture, node.node).join(', ')],
      ]}
    />
  );
}

function objectName({ kind, namespace, name }: PathNode) {
  return kind && [kind, [namespace, name].filter(Boolean).join('/')].join(' ');
}

function podsOf({ pods }: PathNode, text: Text) {
  return (
    pods &&
    text('detail.podsReady', {
      ready: String(pods.ready),
      total: String(pods.total),
    })
  );
}

/** Each object once, however many of its rules lead there. */
function routesThrough(
  { paths }: ServicePosture,
  { role, name }: PathNode,
): readonly string[] {
  const routes = paths
    .filter(({ nodes }) =>
      nodes.some(other => other.role === role && other.name === name),
    )
    .map(({ route }) => `${route.kind} ${route.namespace}/${route.name}`);
  return [...new Set(routes)];
}
