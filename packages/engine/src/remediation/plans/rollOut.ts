import { Owner, ownerOf } from '../../ingress/edges/owner';
import type { ServiceKey } from '../../posture/serviceKey';
import type { ClusterState } from '../../state/clusterState';
import { groupBy } from '../../state/derived';
import { Pod, pods } from '../../state/kinds/pod';
import type { Pieces } from '../../state/pieces';
import { restartCommand, rolloutCommand } from '../commands';
import type { PlannedStep } from '../plan';
import { patchStep, strategicPatchStep } from '../steps';
import { podStartedWith, StartedWith } from './controllerFlag';

type Labels = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, string | null>>;

interface TemplateChange {
  readonly title: string;
  /** Null for one that is to go. */
  readonly labels?: Fields;
  /** Null for one that is to go. */
  readonly annotations?: Fields;
  /** A flag that one of its containers is started with. */
  readonly starts?: StartedWith;
  /** A pod as the roll-out makes it, but for that flag; the same where it is left out. */
  readonly change?: (pod: Pod) => Pod;
  /** A column of pods, as kubectl's custom columns are written, and what it shows after the roll-out. */
  readonly column: string;
  readonly expect: string;
  readonly touches: () => readonly ServiceKey[];
  /** Of PlannedStep: `touches` takes long without it. */
  readonly prepare?: () => Pieces<void>;
  /** Of SharedStep. */
  readonly prepareCopy?: (copy: ClusterState) => Pieces<void>;
}

/** How new pods show that they have a sidecar, as a container or as an init container (a native sidecar). */
export const withProxy = {
  column:
    'CONTAINERS:.spec.containers[*].name,INIT:.spec.initContainers[*].name',
  expect: 'istio-proxy in every new pod',
};

/** How they show that their node's ztunnel carries them (istio cni/pkg/util/podutil.go). */
export const inAmbient = {
  column: 'AMBIENT:.metadata.annotations.ambient\\.istio\\.io/redirection',
  expect: 'enabled for every new pod',
};

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
  const { change = pod => pod, starts } = wanted;
  const made = (pod: Pod) =>
    starts ? podStartedWith(change(pod), starts) : change(pod);
  const shared = JSON.stringify([owner, wanted.title, starts?.words]);
  const inNamespace = `kubectl -n ${owner.namespace}`;
  const isSure = changesTemplate(changed, wanted);
  return [
    {
      step: templateStep(owner, changed[0].meta, wanted),
      // A template changes nothing by itself: pods do, at the roll-out.
      apply: () => {},
      later: true,
      touches: () => [],
    },
    {
      step: {
        action: 'restart',
        title: isSure
          ? `Wait for the roll-out of ${owner.kind} ${owner.name}`
          : `Restart ${owner.kind} ${owner.name}, and wait for its roll-out`,
        object: owner,
        patch: '',
        command: isSure ? rolloutCommand(owner) : restartCommand(owner),
        verify: {
          command: `${inNamespace} get pods -o custom-columns='NAME:.metadata.name,${wanted.column}'`,
          expect: wanted.expect,
        },
        undo: `${inNamespace} rollout undo ${owner.kind.toLowerCase()} ${
          owner.name
        }`,
      },
      apply: copy => {
        for (const pod of changed) copy.put(pods, made(pod));
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

/**
 * Whether the patch is sure to change the template, which is not read: pods are made from it, but somebody may have
 * written on them since. What it says already, or never said, changes nothing, and nothing would be rolled out.
 */
function changesTemplate(
  changed: readonly Pod[],
  { labels = {}, annotations = {}, starts }: TemplateChange,
): boolean {
  const adds = (fields: Fields, kept: 'labels' | 'annotations') =>
    Object.entries(fields).some(
      ([name, value]) =>
        value !== null &&
        changed.every(({ meta }) => meta[kept][name] !== value),
    );
  return (
    starts !== undefined ||
    adds(labels, 'labels') ||
    adds(annotations, 'annotations')
  );
}

function templateStep(
  object: Owner,
  marks: Pod['meta'],
  { title, labels = {}, annotations = {}, starts }: TemplateChange,
): PlannedStep['step'] {
  const spoken = {
    title,
    object,
    marks,
    ...shown(labels, annotations, starts),
  };
  const patch = template(labels, annotations);
  const undo = template(
    before(labels, marks.labels),
    before(annotations, marks.annotations),
  );
  if (!starts) return patchStep({ ...spoken, patch, undo });
  const { words } = starts;
  const was = starts.before.length === 0 ? null : starts.before;
  return strategicPatchStep({
    ...spoken,
    patch: startingWith(patch, starts, words),
    undo: startingWith(undo, starts, was),
  });
}

/** One field that shows the change: what a container is started with, an annotation, or a label. */
function shown(
  labels: Fields,
  annotations: Fields,
  starts: StartedWith | undefined,
): { readonly show: string; readonly expect: string } {
  if (starts) {
    const { container, list, words } = starts;
    return {
      show: `{.spec.template.spec.containers[?(@.name=="${container}")].${list}}`,
      expect: asPrinted(words),
    };
  }
  const [annotation] = Object.entries(annotations);
  const [name, value] = annotation ?? Object.entries(labels)[0];
  const field = annotation ? 'annotations' : 'labels';
  return {
    show: `{.spec.template.metadata.${field}.${name.replaceAll('.', '\\.')}}`,
    expect: value === '' || value === null ? '(an empty line)' : value,
  };
}

/** A list as kubectl's JSONPath prints it: as JSON, in which Go writes three signs by their numbers. */
function asPrinted(words: readonly string[]): string {
  return JSON.stringify(words).replace(
    /[<>&]/g,
    sign => `\\u00${sign.charCodeAt(0).toString(16)}`,
  );
}

interface TemplatePatch {
  readonly spec: { readonly template: object };
}

function template(labels: Fields, annotations: Fields): TemplatePatch {
  const metadata = {
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  const none = Object.keys(metadata).length === 0;
  return { spec: { template: none ? {} : { metadata } } };
}

function startingWith(
  { spec }: TemplatePatch,
  { container, list }: StartedWith,
  words: readonly string[] | null,
): TemplatePatch {
  const containers = [{ name: container, [list]: words }];
  return { spec: { template: { ...spec.template, spec: { containers } } } };
}

/** What the pods say now, null for what they do not. */
function before(wanted: Fields, now: Labels): Fields {
  return Object.fromEntries(
    Object.keys(wanted).map(name => [name, now[name] ?? null]),
  );
}
