import { ownerOf } from '../../ingress/edges/owner';
import type { ServiceKey } from '../../posture/serviceKey';
import type { ClusterState } from '../../state/clusterState';
import { groupBy } from '../../state/derived';
import { Pod, pods } from '../../state/kinds/pod';
import type { Pieces } from '../../state/pieces';
import { rolloutCommand } from '../commands';
import type { PlannedStep } from '../plan';
import { patchStep } from '../steps';

type Labels = Readonly<Record<string, string>>;

interface TemplateChange {
  readonly title: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** A pod as the roll-out makes it. */
  readonly change: (pod: Pod) => Pod;
  /** What the pods show after the roll-out. */
  readonly expect: string;
  readonly touches: () => readonly ServiceKey[];
  /** Of PlannedStep: `touches` takes long without it. */
  readonly prepare?: () => Pieces<void>;
  /** Of SharedStep. */
  readonly prepareCopy?: (copy: ClusterState) => Pieces<void>;
}

/** Steps that change the templates of some pods' workloads, and wait until they are rolled out. */
export function rollOutSteps(
  changed: readonly Pod[],
  wanted: TemplateChange,
): readonly PlannedStep[] {
  const byOwner = groupBy(changed, pod => [JSON.stringify(ownerOf(pod))]);
  return [...byOwner.values()].flatMap(group => stepsOf(group, wanted));
}

function stepsOf(
  changed: readonly Pod[],
  wanted: TemplateChange,
): readonly PlannedStep[] {
  const owner = ownerOf(changed[0]);
  const { labels, annotations } = changed[0].meta;
  const shared = JSON.stringify([owner, wanted.title]);
  const [[shown, value]] = Object.entries({
    ...wanted.annotations,
    ...(Object.keys(wanted.annotations).length === 0 && wanted.labels),
  });
  const field =
    Object.keys(wanted.annotations).length === 0 ? 'labels' : 'annotations';
  return [
    {
      step: patchStep({
        title: wanted.title,
        object: owner,
        patch: template(wanted.labels, wanted.annotations),
        undo: template(
          before(wanted.labels, labels),
          before(wanted.annotations, annotations),
        ),
        show: `{.spec.template.metadata.${field}.${shown.replaceAll(
          '.',
          '\\.',
        )}}`,
        expect: value === '' ? '(an empty line)' : value,
        marks: changed[0].meta,
      }),
      // A template changes nothing by itself: pods do, at the roll-out.
      apply: () => {},
      later: true,
      touches: () => [],
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
          expect: wanted.expect,
        },
        undo: `kubectl -n ${
          owner.namespace
        } rollout undo ${owner.kind.toLowerCase()} ${owner.name}`,
      },
      apply: copy => {
        for (const pod of changed) copy.put(pods, wanted.change(pod));
      },
      touches: wanted.touches,
      ...(wanted.prepare && { prepare: wanted.prepare }),
      shared: {
        name: `roll-out ${shared}`,
        from: changed,
        ...(wanted.prepareCopy && { prepare: wanted.prepareCopy }),
      },
    },
  ];
}

function template(
  labels: Readonly<Record<string, string | null>>,
  annotations: Readonly<Record<string, string | null>>,
) {
  return {
    spec: {
      template: {
        metadata: {
          ...(Object.keys(labels).length > 0 && { labels }),
          ...(Object.keys(annotations).length > 0 && { annotations }),
        },
      },
    },
  };
}

/** What the pods say now, null for what they do not. */
function before(wanted: Labels, now: Labels) {
  return Object.fromEntries(
    Object.keys(wanted).map(name => [name, now[name] ?? null]),
  );
}
