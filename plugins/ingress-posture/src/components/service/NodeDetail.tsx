import { ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { acceptances, memberships } from '../../vocabulary';
import { DiagramNode } from '../diagram';
import { DescriptorChip } from '../signs';
import { EvidenceList } from './EvidenceList';
import { FactList } from './FactList';

const roles: Readonly<Record<DiagramNode['node']['role'], string>> = {
  client: 'Clients outside the cluster',
  edge: 'Edge: takes client traffic and forwards it',
  gateway: 'Istio gateway behind the edge',
  workload: 'The workload behind the Service',
};

/** Everything about one box; for the workload also what each of its ports was judged by. */
export function NodeDetail(props: {
  posture: ServicePosture;
  node: DiagramNode;
}) {
  const { posture, node } = props;
  const { role, kind, namespace, name, vendor, membership, pods, fact } =
    node.node;
  const routes = posture.paths
    .filter(path =>
      path.nodes.some(other => other.role === role && other.name === name),
    )
    .map(({ route }) => `${route.kind} ${route.namespace}/${route.name}`);
  return (
    <>
      <Typography variant="body2" color="textSecondary" paragraph>
        {roles[role]}
      </Typography>
      <FactList
        facts={[
          [
            'Object',
            kind &&
              [kind, [namespace, name].filter(Boolean).join('/')].join(' '),
          ],
          ['Vendor', vendor],
          ['In the mesh', membership && memberships[membership]],
          ['Pods', pods && `${pods.ready} of ${pods.total} ready`],
          ['Fact', fact],
          ['Hosts', role === 'client' && node.lines.join(', ')],
          ['Routes', [...new Set(routes)].join(', ')],
        ]}
      />
      {role === 'workload' &&
        posture.ports.map(({ port, targetPort, accepts, evidence }) => (
          <div key={port}>
            <Typography component="h3" variant="subtitle1" gutterBottom>
              Port {port} → pod port {targetPort ?? 'unresolved'}{' '}
              <DescriptorChip descriptor={acceptances[accepts]} />
            </Typography>
            <EvidenceList evidence={evidence} />
          </div>
        ))}
    </>
  );
}
