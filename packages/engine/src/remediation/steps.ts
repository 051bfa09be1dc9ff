import type { RemedyStep } from '../posture/servicePosture';
import {
  asYaml,
  createCommand,
  deleteCommand,
  getCommand,
  patchCommand,
  PatchType,
} from './commands';
import type { JsonOperation } from './jsonPatch';
import { managedBy } from './managedBy';
import type { Meta } from '../state/meta';
import { patchDiff } from './stepDiff';

/** A step as it is planned: its diff is worked out once it is to be shown. */
export type Step = Omit<RemedyStep, 'after' | 'diff'> & {
  readonly diff?: () => string;
};

/** A step as it is shown. */
export function shownStep({ diff, ...step }: Step): Omit<RemedyStep, 'after'> {
  return { ...step, ...(diff && { diff: diff() }) };
}

interface Patching<Patch> {
  readonly title: string;
  readonly object: RemedyStep['object'];
  readonly patch: Patch;
  readonly undo: Patch;
  /** JSONPath that shows the change, and what it must print. */
  readonly show: string;
  readonly expect: string;
  /** Metadata of the object, or of its pods: shows who else writes it. */
  readonly marks?: Pick<Meta, 'labels' | 'annotations'>;
}

/** A merge patch of an existing object, and the patch that takes it back. */
export function patchStep(options: Patching<unknown>): Step {
  return patching(options, 'merge');
}

/**
 * A JSON Patch of an existing object, and the one that takes it back: for what stands in a list, which a
 * merge patch could only replace as a whole.
 */
export function jsonPatchStep(
  options: Patching<readonly JsonOperation[]>,
): Step {
  return { ...patching(options, 'json'), patchType: 'json' };
}

/**
 * A strategic merge patch of a workload, and the one that takes it back: it finds containers by their names,
 * where a merge patch could only replace their list as a whole.
 */
export function strategicPatchStep(options: Patching<unknown>): Step {
  return { ...patching(options, 'strategic'), patchType: 'strategic' };
}

function patching(
  { title, object, patch, undo, show, expect, marks }: Patching<unknown>,
  type: PatchType,
): Step {
  const keeper = marks && managedBy(marks);
  return {
    action: 'patch',
    title,
    object,
    patch: asYaml(patch),
    command: patchCommand(object, patch, type),
    verify: { command: getCommand(object, show), expect },
    undo: patchCommand(object, undo, type),
    diff: () => patchDiff(object, patch, undo, type),
    ...(keeper !== undefined && { managedBy: keeper }),
  };
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** A new object, and its deletion to take it back. */
export function createStep(title: string, manifest: Manifest & object): Step {
  const { apiVersion, kind, metadata } = manifest;
  const { name, namespace } = metadata;
  const object = { apiVersion, kind, namespace, name };
  const yaml = asYaml(manifest);
  return {
    action: 'create',
    title,
    object,
    patch: yaml,
    command: createCommand(yaml),
    verify: {
      command: getCommand(object, '{.metadata.name}'),
      expect: name,
    },
    undo: deleteCommand(object),
  };
}
