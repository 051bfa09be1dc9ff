import type { Edge } from '../../ingress/edge';
import { ownerOf } from '../../ingress/owner';
import { captured, membership } from '../../mesh';
import { entranceOf } from '../../path/entrance';
import { podKey } from '../../path/sources';
import type { ClusterState } from '../../state/clusterState';
import { Pod, pods } from '../../state/kinds/pod';
import { rolloutCommand } from '../commands';
import { withAmbientOutbound, withSidecar } from '../injectSidecar';
import type { PlannedStep } from '../plan';
import { patchStep } from '../steps';
import { servedBy } from '../touched';

const includeInbound = 'traffic.sidecar.istio.io/includeInboundPorts';
const bypass = 'ambient.istio.io/bypass-inbound-capture';

function isOutside(state: ClusterState, pod: Pod): boolean {
  const { mesh, proxyRole } = membership(state, podKey(pod));
  return mesh === 'none' && proxyRole === 'none';
}

function isCapturedInbound(state: ClusterState, pod: Pod): boolean {
  const { containerPort } = entranceOf(state, pod, false);
  return captured(state, podKey(pod), { port: containerPort });
}

/** Whether the edge's pods need a sidecar, or one that leaves inbound traffic alone. */
export function needsSidecar(state: ClusterState, edge: Edge): boolean {
  return edge.pods.some(
    pod => isOutside(state, pod) || isCapturedInbound(state, pod),
  );
}

/** Steps that give an edge's pods a sidecar which takes only what they send. */
export function sidecarSteps(
  state: ClusterState,
  edge: Edge,
): readonly PlannedStep[] {
  if (!needsSidecar(state, edge)) return [];
  const had = edge.pods[0].meta.annotations[includeInbound] ?? null;
  return templateSteps(state, edge, {
    title: `Give ${edge.ref.title} a sidecar that leaves inbound traffic alone`,
    labels: { 'sidecar.istio.io/inject': 'true' },
    annotations: { [includeInbound]: '' },
    before: { [includeInbound]: had },
    change: pod => withSidecar(pod, 'none'),
  });
}

/** Steps that enrol an edge's pods in ambient, inbound traffic left alone. */
export function ambientSteps(
  state: ClusterState,
  edge: Edge,
): readonly PlannedStep[] {
  return templateSteps(state, edge, {
    title: `Enrol ${edge.ref.title} in ambient, inbound traffic left alone`,
    labels: { 'istio.io/dataplane-mode': 'ambient' },
    annotations: { [bypass]: 'true' },
    before: { [bypass]: null },
    change: withAmbientOutbound,
  });
}

interface TemplateChange {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly before: Readonly<Record<string, string | null>>;
  readonly change: (pod: Pod) => Pod;
}

function templateSteps(
  state: ClusterState,
  edge: Edge,
  wanted: TemplateChange,
): readonly PlannedStep[] {
  const owner = ownerOf(edge.pods[0]);
  const [[annotation, value]] = Object.entries(wanted.annotations);
  const template = (labels: unknown, annotations: unknown) => ({
    spec: { template: { metadata: { labels, annotations } } },
  });
  const shared = JSON.stringify([edge.ref, wanted.title]);
  return [
    {
      step: patchStep({
        title: wanted.title,
        object: owner,
        patch: template(wanted.labels, wanted.annotations),
        undo: template(nulls(wanted.labels), wanted.before),
        show: `{.spec.template.metadata.annotations.${annotation.replaceAll(
          '.',
          '\\.',
        )}}`,
        expect: value === '' ? '(an empty line)' : value,
      }),
      // A template changes nothing by itself: pods do, at the roll-out.
      apply: () => {},
      touches: () => [],
      shared: `template ${shared}`,
    },
    {
      step: {
        action: 'restart',
        title: `Wait for the roll-out of ${owner.kind} ${owner.name}`,
        object: owner,
        patch: '',
        command: rolloutCommand(owner),
        verify: {
          command: `kubectl -n ${owner.namespace} get pods -o custom-columns=NAME:.metadata.name,CONTAINERS:.spec.containers[*].name,INIT:.spec.initContainers[*].name`,
          expect: 'istio-proxy in every new pod, or ambient capture instead',
        },
        undo: `kubectl -n ${
          owner.namespace
        } rollout undo ${owner.kind.toLowerCase()} ${owner.name}`,
      },
      apply: copy => {
        for (const pod of edge.pods) copy.put(pods, wanted.change(pod));
      },
      touches: () => servedBy(state, edge),
      shared: `roll-out ${shared}`,
    },
  ];
}

function nulls(labels: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.keys(labels).map(key => [key, null]));
}
